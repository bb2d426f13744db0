import { randomUUID } from 'node:crypto';
import { Database, PersistenceModule } from '@gauntlet/persistence';
import { EmbeddedPostgresServer, temporaryDirectory, waitFor } from '@gauntlet/testing';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CallLedger } from './call-ledger';
import { CallRepository } from './call.repository';
import { LeaseKeeper } from './lease-keeper';
import { CreateCalls1764000000000 } from './migrations/1764000000000-create-calls';
import { ModelInvokerConfig } from './model-invoker.config';
import { skippedAttempt, type CallKey, type Rung, type RungResult } from './rung';
import { RungRunner } from './rung-runner';
import type { RungTries } from './rung-tries';
import { TimeBudget } from './time-budget';
import { UnstoredResults } from './unstored-results';

const config = Object.assign(new ModelInvokerConfig(), {
  LEDGER_LEASE_MS: 1_500,
  LEDGER_RENEWAL_MS: 100,
  LEDGER_POLL_MS: 20,
  LEDGER_TIMEOUT_MS: 1_000,
});

function newRung(): Rung {
  return {
    key: { requestId: randomUUID(), turn: 0, rung: 0 },
    model: { provider: 'simulated', model: 'm', parameters: {} },
    after: 0,
    messages: [{ role: 'user', content: 'hi' }],
    responseFormat: { type: 'text' },
  };
}

function answered(rung: Rung, text: string): RungResult {
  const usage = { inputTokens: 1, outputTokens: 1, costUsd: null };
  const attempt = { ...skippedAttempt(rung, 'model_busy'), outcome: 'succeeded', errorCode: null, usage } as const;
  return { attempts: [attempt], reply: { text, provider: 'simulated', model: 'm', finishReason: 'stop', usage } };
}

/** A model whose answers the test gives, in its own time. */
class Model {
  readonly calls: { readonly rung: Rung; answer(text: string): void }[] = [];

  run(rung: Rung): Promise<RungResult> {
    return new Promise((resolve) => {
      this.calls.push({ rung, answer: (text) => resolve(answered(rung, text)) });
    });
  }
}

describe('the call ledger', () => {
  const home = temporaryDirectory();
  const keepers: LeaseKeeper[] = [];
  let server: EmbeddedPostgresServer;
  let module: TestingModule;
  let database: Database;
  let calls: CallRepository;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    server = await EmbeddedPostgresServer.start({ dataDir: home.path });
    process.env.DATABASE_URL = server.url;
    const persistence = { schema: 'model_invoker', entities: [], migrations: [CreateCalls1764000000000] };
    module = await Test.createTestingModule({ imports: [PersistenceModule.forService(persistence)] }).compile();
    await module.init();
    database = module.get(Database);
    calls = new CallRepository(database, config);
    await isUp();
  });
  afterEach(() => keepers.splice(0).forEach((keeper) => keeper.onApplicationShutdown()));
  afterAll(async () => {
    await module.close();
    await server.stop();
    home.remove();
  });

  const isUp = () => waitFor(() => database.isUp(), { deadlineMs: 20_000, description: 'the database to be up' });

  /** A process with its own leases. `die` ends their renewal, as kill -9 or a long pause does. */
  function instance(model: Model, overrides: Partial<ModelInvokerConfig> = {}) {
    const own = Object.assign(new ModelInvokerConfig(), config, overrides);
    const repository = new CallRepository(database, own);
    const keeper = new LeaseKeeper(repository, own);
    keepers.push(keeper);
    keeper.onModuleInit();
    const ledger = new CallLedger(repository, keeper, new UnstoredResults(repository), own, 'spec');
    const runner = new RungRunner(ledger, model as unknown as RungTries, own);
    const run = (rung: Rung, ms = 20_000) => runner.run(rung, TimeBudget.of(ms));
    return { run, die: () => keeper.onApplicationShutdown() };
  }

  const ledgerOf = (repository: CallRepository) =>
    new CallLedger(repository, new LeaseKeeper(repository, config), new UnstoredResults(repository), config, 'spec');
  const called = (model: Model, times: number) =>
    waitFor(() => model.calls.length >= times, { deadlineMs: 5_000, description: `call ${times}`, everyMs: 5 });
  const row = async ({ requestId }: CallKey) => {
    const sql = 'SELECT cuts, lease_until, stored_at FROM model_invoker.calls WHERE request_id = $1';
    return (await database.query<{ cuts: number; lease_until: Date; stored_at: Date | null }>(sql, [requestId]))[0];
  };

  it('lets two instances pay once, and both publish the same', async () => {
    const model = new Model();
    const rung = newRung();
    const both = [instance(model).run(rung), instance(model).run(rung)];
    await called(model, 1);
    model.calls[0]?.answer('once');
    const results = await Promise.all(both);
    expect(model.calls).toHaveLength(1);
    expect(results.map(({ reply }) => reply?.text)).toEqual(['once', 'once']);
    expect(results.map(({ attempts }) => attempts[0]?.ledger).sort()).toEqual(['claimed', 'replayed']);
    expect((await row(rung.key))?.cuts).toBe(0);
  });

  it('keeps a call that takes longer than a lease, by renewing it', async () => {
    const model = new Model();
    const rung = newRung();
    const holder = instance(model).run(rung);
    await called(model, 1);
    const first = (await row(rung.key))?.lease_until.getTime() ?? NaN;
    const redelivery = instance(model).run(rung);
    const renewed = async () =>
      ((await row(rung.key))?.lease_until.getTime() ?? 0) > first + 2 * config.LEDGER_LEASE_MS;
    await waitFor(renewed, { deadlineMs: 10_000, description: 'the lease to be renewed past its second end' });
    model.calls[0]?.answer('slow');
    expect((await holder).reply?.text).toBe('slow');
    expect((await redelivery).attempts).toMatchObject([{ ledger: 'replayed', cut: false }]);
    expect(model.calls).toHaveLength(1);
  });

  it('takes over the call of a holder that died, counts the cut, and everybody publishes the first stored', async () => {
    const model = new Model();
    const rung = newRung();
    const zombie = instance(model);
    const late = zombie.run(rung);
    await called(model, 1);
    zombie.die();
    const taker = instance(model).run(rung);
    await called(model, 2);
    model.calls[1]?.answer('of the taker');
    expect(await taker).toMatchObject({
      reply: { text: 'of the taker' },
      attempts: [{ ledger: 'claimed', cut: true }],
    });
    model.calls[0]?.answer('of the zombie');
    expect(await late).toMatchObject({
      reply: { text: 'of the taker' },
      attempts: [{ ledger: 'replayed', cut: true }],
    });
    expect((await row(rung.key))?.cuts).toBe(1);
  });

  it('lets a holder that lost its lease win when it stores first', async () => {
    const model = new Model();
    const rung = newRung();
    const zombie = instance(model);
    const late = zombie.run(rung);
    await called(model, 1);
    zombie.die();
    const taker = instance(model).run(rung);
    await called(model, 2);
    model.calls[0]?.answer('of the zombie');
    expect(await late).toMatchObject({
      reply: { text: 'of the zombie' },
      attempts: [{ ledger: 'claimed', cut: true }],
    });
    model.calls[1]?.answer('of the taker');
    expect((await taker).reply?.text).toBe('of the zombie');
  });

  it('renews only the leases that are still held', async () => {
    const { key } = newRung();
    const [paused, taker] = [randomUUID(), randomUUID()];
    await calls.claim({ ...key, claim: paused, owner: 'paused' });
    const taken = async () => (await calls.claim({ ...key, claim: taker, owner: 'taker' })) === 1;
    await waitFor(taken, { deadlineMs: 5_000, description: 'the lease to run out' });
    expect(await calls.renew([{ ...key, claim: paused }])).toEqual(new Set());
    expect(await calls.renew([{ ...key, claim: taker }])).toEqual(new Set([taker]));
  });

  it('replays what was stored before a crash, also a failed rung and a text that Postgres refuses', async () => {
    const model = new Model();
    const rungs = [newRung(), newRung()];
    const first = rungs.map((rung) => instance(model).run(rung));
    await called(model, 2);
    model.calls.forEach(({ answer }) => answer('nul \0 byte'));
    await Promise.all(first);
    const again = await instance(model).run(rungs[0] ?? newRung());
    expect(again.reply?.text).toBe('nul \ufffd byte');
    const failed = newRung();
    const permit = { kind: 'permit', claim: randomUUID(), ledger: 'claimed', cut: false } as const;
    const ledger = ledgerOf(calls);
    await ledger.store(failed.key, permit, { attempts: [skippedAttempt(failed, 'model_busy')], reply: null });
    expect(await instance(model).run(failed)).toMatchObject({ reply: null, attempts: [{ ledger: 'replayed' }] });
    expect(model.calls).toHaveLength(2);
  });

  it('gives up waiting for a live holder when its own time ends', async () => {
    const model = new Model();
    const rung = newRung();
    const holder = instance(model).run(rung);
    await called(model, 1);
    expect(await instance(model).run(rung, 100)).toMatchObject({
      reply: null,
      attempts: [{ errorCode: 'held_elsewhere' }],
    });
    model.calls[0]?.answer('late');
    await holder;
  });

  it('pays once for each of many calls that many instances want at once', async () => {
    const model = new Model();
    const paid = new Map<string, number>();
    model.run = async (rung) => {
      paid.set(rung.key.requestId, (paid.get(rung.key.requestId) ?? 0) + 1);
      return answered(rung, randomUUID());
    };
    const patient = { LEDGER_LEASE_MS: 30_000, LEDGER_TIMEOUT_MS: 20_000 };
    const instances = [1, 2, 3, 4].map(() => instance(model, patient));
    const rungs = Array.from({ length: 50 }, newRung);
    for (const results of await Promise.all(rungs.map((rung) => Promise.all(instances.map(({ run }) => run(rung)))))) {
      expect(new Set(results.map(({ reply }) => reply?.text)).size).toBe(1);
    }
    expect([...paid.values()]).toEqual(rungs.map(() => 1));
  });

  it('goes on without a ledger that is too slow, and says so', async () => {
    const model = new Model();
    const rung = newRung();
    const blocker = database.query(
      `DO $$ BEGIN LOCK TABLE model_invoker.calls IN ACCESS EXCLUSIVE MODE; PERFORM pg_sleep(2); END $$`,
    );
    const isLocked = () =>
      database.query(
        `SELECT 1 FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted AND relation = $1::regclass`,
        ['model_invoker.calls'],
      );
    await waitFor(async () => (await isLocked()).length > 0, { deadlineMs: 5_000, description: 'the lock' });
    const run = instance(model).run(rung);
    await called(model, 1);
    model.calls[0]?.answer('unprotected');
    expect(await run).toMatchObject({
      reply: { text: 'unprotected' },
      attempts: [{ ledger: 'unreachable', cut: false }],
    });
    await blocker;
  });

  it('counts a call as cut when the ledger went away while another held it', async () => {
    const model = new Model();
    const rung = newRung();
    const holder = instance(model).run(rung);
    await called(model, 1);
    const looks = vi.spyOn(CallRepository.prototype, 'find');
    const redelivery = instance(model).run(rung);
    // Only who has seen the holder can know that the call may be paid already.
    const seen = () => looks.mock.settledResults[0]?.type === 'fulfilled';
    await waitFor(seen, { deadlineMs: 10_000, description: 'the redelivery to see the holder' });
    looks.mockRestore();
    await server.kill();
    await called(model, 2);
    model.calls.forEach(({ answer }) => answer('twice'));
    expect((await redelivery).attempts).toMatchObject([{ ledger: 'unreachable', cut: true }]);
    expect((await holder).reply?.text).toBe('twice');
    await server.restart();
    await isUp();
  });

  it('stores what was paid during an outage once it is over, so that no redelivery pays again', async () => {
    const model = new Model();
    const rung = newRung();
    const payer = instance(model);
    await server.kill();
    const paid = payer.run(rung);
    await called(model, 1);
    model.calls[0]?.answer('paid in the dark');
    expect((await paid).attempts).toMatchObject([{ ledger: 'unreachable', cut: false }]);
    const inTheDark = await payer.run(rung);
    await server.restart();
    const isStored = async () => Boolean((await row(rung.key).catch(() => undefined))?.stored_at);
    await waitFor(isStored, { deadlineMs: 20_000, description: 'the result to be stored' });
    const elsewhere = await instance(model).run(rung);
    for (const { reply, attempts } of [inTheDark, elsewhere]) {
      expect(reply?.text).toBe('paid in the dark');
      expect(attempts).toMatchObject([{ ledger: 'replayed', cut: false }]);
    }
    expect(model.calls).toHaveLength(1);
  });

  it('removes calls only after the retention', async () => {
    const old = newRung();
    const ledger = ledgerOf(calls);
    for (const { key } of [old, newRung()]) await ledger.claim(key);
    const age = `UPDATE model_invoker.calls SET claimed_at = now() - interval '8 days' WHERE request_id = $1`;
    await database.query(age, [old.key.requestId]);
    expect(await calls.removeOld(10)).toBe(1);
    expect(await row(old.key)).toBeUndefined();
  });
});
