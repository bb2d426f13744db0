import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DatabaseUnavailableError } from '@gauntlet/persistence';
import { waitFor } from '@gauntlet/testing';
import { sleep } from '@gauntlet/timing';
import { LedgerWorld, Model, newRung } from '../../test/ledger-world';
import { CallRepository } from './call.repository';
import type { Permit } from './call-ledger';

describe('the call ledger in an outage of its database', () => {
  let world: LedgerWorld;
  beforeAll(async () => void (world = await LedgerWorld.start()));
  afterEach(() => world.endInstances());
  afterAll(() => world.stop());

  async function lockTable(seconds: number) {
    const blocker = world.database.query(
      `DO $$ BEGIN LOCK TABLE model_invoker.calls IN ACCESS EXCLUSIVE MODE; PERFORM pg_sleep(${seconds}); END $$`,
    );
    const isLocked = () =>
      world.database.query(
        `SELECT 1 FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted AND relation = $1::regclass`,
        ['model_invoker.calls'],
      );
    await waitFor(async () => (await isLocked()).length > 0, { deadlineMs: 5_000, description: 'the lock' });
    return { blocker };
  }

  it('goes on without a ledger that is too slow, and says so', async () => {
    const model = new Model();
    const rung = newRung();
    const { blocker } = await lockTable(2);
    const run = world.instance(model).run(rung);
    await model.called(1);
    model.calls[0]?.answer('unprotected');
    expect(await run).toMatchObject({
      reply: { text: 'unprotected' },
      attempts: [{ ledger: 'unreachable', cut: false }],
    });
    await blocker;
  });

  it('claims nothing late for those who wait for a hanging ledger no more', async () => {
    const ledger = world.ledger({ LEDGER_TIMEOUT_MS: 300 });
    const { blocker } = await lockTable(2);
    const keys = Array.from({ length: 8 }, () => newRung().key);
    const permits: Promise<unknown>[] = [];
    for (const key of keys) {
      permits.push(ledger.claim(key));
      await new Promise(setImmediate);
    }
    expect(await Promise.all(permits)).toEqual(keys.map(() => expect.objectContaining({ ledger: 'unreachable' })));
    await blocker;
    const isBack = async () => 'claimed' === ((await ledger.claim(newRung().key)) as Partial<Permit>).ledger;
    await waitFor(isBack, { deadlineMs: 10_000, description: 'the ledger to be back' });
    const rows = await Promise.all(keys.map((key) => world.row(key)));
    // The first three were on their way when the table was locked.
    expect(rows.map(Boolean)).toEqual([true, true, true, false, false, false, false, false]);
  });

  it('counts a call as cut when the ledger went away while another held it', async () => {
    const model = new Model();
    const rung = newRung();
    const holder = world.instance(model).run(rung);
    await model.called(1);
    const looks = vi.spyOn(CallRepository.prototype, 'find');
    const redelivery = world.instance(model).run(rung, { ms: 6_000 });
    // Only who has seen the holder can know that the call may be paid already.
    const seen = () => looks.mock.settledResults[0]?.type === 'fulfilled';
    await waitFor(seen, { deadlineMs: 10_000, description: 'the redelivery to see the holder' });
    looks.mockRestore();
    await world.server.kill();
    await model.called(2);
    model.calls.forEach(({ answer }) => answer('twice'));
    expect((await redelivery).attempts).toMatchObject([{ ledger: 'unreachable', cut: true }]);
    expect((await holder).reply?.text).toBe('twice');
    await world.server.restart();
    await world.isUp();
  });

  it('has little patience after a refusal that took long, as that of a pool whose statements all hang', async () => {
    const claim = vi.spyOn(CallRepository.prototype, 'claim');
    onTestFinished(() => claim.mockRestore());
    claim.mockImplementationOnce(async () => {
      await sleep(300);
      throw new DatabaseUnavailableError('Postgres is overloaded: timeout exceeded when trying to connect');
    });
    // The next one would be waited for until this test has run out of time.
    claim.mockReturnValue(new Promise(() => undefined));
    const ledger = world.ledger({ LEDGER_TIMEOUT_MS: 60_000 });
    for (let turn = 1; turn <= 2; turn += 1) {
      expect(await ledger.claim(newRung().key)).toMatchObject({ ledger: 'unreachable' });
    }
  });

  it('gives a ledger that is back, and still slow, the time of one that was never away', async () => {
    const model = new Model();
    const payer = world.instance(model, { LEDGER_TIMEOUT_MS: 20_000 });
    await world.server.kill();
    const unprotected = payer.run(newRung());
    await model.called(1);
    model.calls[0]?.answer('paid in the dark');
    expect((await unprotected).attempts).toMatchObject([{ ledger: 'unreachable' }]);
    await world.server.restart();
    await world.isUp();
    const { blocker } = await lockTable(1);
    const run = payer.run(newRung());
    await blocker;
    await model.called(2);
    model.calls[1]?.answer('protected');
    expect((await run).attempts).toMatchObject([{ ledger: 'claimed' }]);
  });

  it('stores what was paid during an outage once it is over, so that no redelivery pays again', async () => {
    const model = new Model();
    const rung = newRung();
    const payer = world.instance(model);
    await world.server.kill();
    const paid = payer.run(rung);
    await model.called(1);
    model.calls[0]?.answer('paid in the dark');
    expect((await paid).attempts).toMatchObject([{ ledger: 'unreachable', cut: false }]);
    const inTheDark = await payer.run(rung);
    await world.server.restart();
    const isStored = async () => Boolean((await world.row(rung.key).catch(() => undefined))?.stored_at);
    await waitFor(isStored, { deadlineMs: 20_000, description: 'the result to be stored' });
    const elsewhere = await world.instance(model).run(rung);
    for (const { reply, attempts } of [inTheDark, elsewhere]) {
      expect(reply?.text).toBe('paid in the dark');
      expect(attempts).toMatchObject([{ ledger: 'replayed', cut: false }]);
    }
    expect(model.calls).toHaveLength(1);
  });

  it('waits for a ledger that is away before it pays what another may have paid', async () => {
    const model = new Model();
    const rung = newRung();
    const payer = world.instance(model).run(rung);
    await model.called(1);
    await world.server.kill();
    model.calls[0]?.answer('paid before');
    await payer;
    const redelivery = world.instance(model).run(rung, { ms: 180_000, mayBePaid: true });
    await world.server.restart();
    expect(await redelivery).toMatchObject({ reply: { text: 'paid before' }, attempts: [{ ledger: 'replayed' }] });
    expect(model.calls).toHaveLength(1);
  });

  it('gives leases that ran out during an outage another term', async () => {
    const { key } = newRung();
    const term = (LEDGER_LEASE_MS: number) => world.calls({ LEDGER_LEASE_MS });
    await term(1).claim({ ...key, claim: randomUUID(), owner: 'alive' });
    await world.server.kill();
    await world.server.restart();
    await world.isUp();
    const taker = { ...key, claim: randomUUID(), owner: 'taker' };
    expect(await term(600_000).claim(taker)).toBeNull();
    expect(await term(1).claim(taker)).toBe(1);
  });
});
