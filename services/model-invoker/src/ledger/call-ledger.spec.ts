import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Retention } from '@gauntlet/persistence';
import { waitFor } from '@gauntlet/testing';
import { answered, LEDGER_CONFIG, LedgerWorld, Model, newRung } from '../../test/ledger-world';
import { skippedAttempt } from '../rung';
import { keptRows } from './kept-rows';

describe('the call ledger', () => {
  let world: LedgerWorld;
  beforeAll(async () => void (world = await LedgerWorld.start()));
  afterEach(() => world.endInstances());
  afterAll(() => world.stop());

  it('lets two instances pay once, and both publish the same', async () => {
    const model = new Model();
    const rung = newRung();
    const both = [world.instance(model).run(rung), world.instance(model).run(rung)];
    await model.called(1);
    model.calls[0]?.answer('once');
    const results = await Promise.all(both);
    expect(model.calls).toHaveLength(1);
    expect(results.map(({ reply }) => reply?.text)).toEqual(['once', 'once']);
    const uses = results.flatMap(({ attempts }) => attempts.map((it) => (it.outcome === 'skipped' ? null : it.ledger)));
    expect(uses.sort()).toEqual(['claimed', 'replayed']);
    expect((await world.row(rung.key))?.cuts).toBe(0);
  });

  it('keeps a call that takes longer than a lease, by renewing it', async () => {
    const model = new Model();
    const rung = newRung();
    const holder = world.instance(model).run(rung);
    await model.called(1);
    const first = (await world.row(rung.key))?.lease_until.getTime() ?? NaN;
    const redelivery = world.instance(model).run(rung);
    const renewed = async () =>
      ((await world.row(rung.key))?.lease_until.getTime() ?? 0) > first + 2 * LEDGER_CONFIG.LEDGER_LEASE_MS;
    await waitFor(renewed, { deadlineMs: 10_000, description: 'the lease to be renewed past its second end' });
    model.calls[0]?.answer('slow');
    expect((await holder).reply?.text).toBe('slow');
    expect((await redelivery).attempts).toMatchObject([{ ledger: 'replayed', cut: false }]);
    expect(model.calls).toHaveLength(1);
  });

  it('takes over the call of a holder that died, counts the cut, and everybody publishes the first stored', async () => {
    const model = new Model();
    const rung = newRung();
    const zombie = world.instance(model);
    const late = zombie.run(rung);
    await model.called(1);
    zombie.die();
    const taker = world.instance(model).run(rung);
    await model.called(2);
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
    expect((await world.row(rung.key))?.cuts).toBe(1);
  });

  it('lets a holder that lost its lease win when it stores first', async () => {
    const model = new Model();
    const rung = newRung();
    const zombie = world.instance(model);
    const late = zombie.run(rung);
    await model.called(1);
    zombie.die();
    const taker = world.instance(model).run(rung);
    await model.called(2);
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
    await world.calls().claim({ ...key, claim: paused, owner: 'paused' });
    const taken = async () => (await world.calls().claim({ ...key, claim: taker, owner: 'taker' })) === 1;
    await waitFor(taken, { deadlineMs: 5_000, description: 'the lease to run out' });
    expect(await world.calls().renew([{ ...key, claim: paused }])).toEqual(new Set());
    expect(await world.calls().renew([{ ...key, claim: taker }])).toEqual(new Set([taker]));
  });

  it('replays what was stored before a crash, also a failed rung and a text that Postgres refuses', async () => {
    const model = new Model();
    const rungs = [newRung(), newRung()];
    const first = rungs.map((rung) => world.instance(model).run(rung));
    await model.called(2);
    model.calls.forEach(({ answer }) => answer('nul \0 byte'));
    await Promise.all(first);
    const again = await world.instance(model).run(rungs[0] ?? newRung());
    expect(again.reply?.text).toBe('nul \ufffd byte');
    const failed = newRung();
    const permit = { kind: 'permit', claim: randomUUID(), ledger: 'claimed', cut: false } as const;
    const ledger = world.ledger();
    await ledger.store(failed.key, permit, { attempts: [skippedAttempt(failed, 'model_busy')], reply: null });
    expect(await world.instance(model).run(failed)).toMatchObject({ reply: null, attempts: [{ outcome: 'skipped' }] });
    expect(model.calls).toHaveLength(2);
  });

  it('names the version of the prompt that an older instance stored no name of', async () => {
    const rung = newRung();
    const permit = { kind: 'permit', claim: randomUUID(), ledger: 'claimed', cut: false } as const;
    const { promptVersion: _, ...unnamed } = skippedAttempt(rung, 'model_busy');
    await world.ledger().store(rung.key, permit, { attempts: [unnamed], reply: null });
    const { attempts } = await world.instance(new Model()).run(rung);
    expect(attempts).toMatchObject([{ promptVersion: rung.promptVersion }]);
  });

  it('gives up waiting for a live holder when its own time ends', async () => {
    const model = new Model();
    const rung = newRung();
    const holder = world.instance(model).run(rung);
    await model.called(1);
    expect(await world.instance(model).run(rung, { ms: 100 })).toMatchObject({
      reply: null,
      attempts: [{ errorCode: 'held_elsewhere' }],
    });
    model.calls[0]?.answer('late');
    await holder;
  });

  it('pays once for each of many calls that many instances want at once', async () => {
    const model = new Model();
    const paid = new Map<string, number>();
    model.call = async (rung) => {
      paid.set(rung.key.requestId, (paid.get(rung.key.requestId) ?? 0) + 1);
      return answered(rung, randomUUID());
    };
    const patient = { LEDGER_LEASE_MS: 30_000, LEDGER_TIMEOUT_MS: 20_000 };
    const instances = [1, 2, 3, 4].map(() => world.instance(model, patient));
    const rungs = Array.from({ length: 50 }, newRung);
    for (const results of await Promise.all(rungs.map((rung) => Promise.all(instances.map(({ run }) => run(rung)))))) {
      expect(new Set(results.map(({ reply }) => reply?.text)).size).toBe(1);
    }
    expect([...paid.values()]).toEqual(rungs.map(() => 1));
  });

  it('claims and stores a call while the statement of others waits for a lock', async () => {
    const [locked, free] = [newRung().key, newRung().key];
    const calls = world.calls();
    await calls.claim({ ...locked, claim: randomUUID(), owner: 'spec' });
    let isLocked = true;
    const lock = `DO $$ BEGIN PERFORM FROM model_invoker.calls WHERE request_id = '${locked.requestId}' FOR UPDATE;
      PERFORM pg_sleep(3); END $$`;
    const blocker = world.database.query(lock).then(() => (isLocked = false));
    const holds = () => world.database.query(`SELECT 1 FROM pg_locks WHERE mode = 'RowShareLock' AND granted`);
    await waitFor(async () => (await holds()).length > 0, { deadlineMs: 5_000, description: 'the lock' });
    const [result, owner] = [{ attempts: [], reply: null }, 'spec'];
    const waits = calls.store({ ...locked, claim: randomUUID(), owner }, result);
    await calls.claim({ ...free, claim: randomUUID(), owner });
    expect(await calls.store({ ...free, claim: randomUUID(), owner }, result)).toBe(0);
    expect(isLocked).toBe(true);
    await blocker;
    expect(await waits).toBe(0);
  });

  it('gives a call to the first of those who want it in one process, and its result too', async () => {
    const calls = world.calls();
    const { key } = newRung();
    const claims = Array.from({ length: 6 }, () => ({ ...key, claim: randomUUID(), owner: 'spec' }));
    const wishes: Promise<number | null>[] = [];
    for (const claim of claims) {
      wishes.push(calls.claim(claim));
      await new Promise(setImmediate);
    }
    expect(await Promise.all(wishes)).toEqual([0, null, null, null, null, null]);
    const results = claims.map((claim, index) => {
      const reply = {
        text: String(index),
        provider: 'simulated',
        model: 'm',
        finishReason: 'stop',
        usage: null,
      } as const;
      return calls.store(claim, { attempts: [], reply });
    });
    expect(await Promise.all(results)).toEqual([0, null, null, null, null, null]);
    expect((await calls.find(key))?.result?.reply?.text).toBe('0');
  });

  it('removes calls only after the retention', async () => {
    const old = newRung();
    const ledger = world.ledger();
    for (const { key } of [old, newRung()]) await ledger.claim(key);
    const age = `UPDATE model_invoker.calls SET claimed_at = now() - interval '8 days' WHERE request_id = $1`;
    await world.database.query(age, [old.key.requestId]);
    expect(await new Retention(world.database, keptRows(LEDGER_CONFIG)).run()).toBe(1);
    expect(await world.row(old.key)).toBeUndefined();
  });
});
