import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { StatementError } from '@gauntlet/persistence';
import { LedgerWorld, newRung } from '../../test/ledger-world';

const RESULT = { attempts: [], reply: null };
const claimOf = (key = newRung().key) => ({ ...key, claim: randomUUID(), owner: 'spec' });
/** Its turn is none that the column can hold. */
const refused = () => claimOf({ ...newRung().key, turn: 100_000 });

const DEADLOCK_FIRST = `
  CREATE SEQUENCE model_invoker.tries;
  CREATE FUNCTION model_invoker.deadlock_first() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('model_invoker.tries') = 1 THEN RAISE 'deadlock detected' USING ERRCODE = '40P01'; END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER deadlock_first BEFORE INSERT ON model_invoker.calls
    FOR EACH ROW EXECUTE FUNCTION model_invoker.deadlock_first()`;
const NO_DEADLOCK = `
  DROP TRIGGER deadlock_first ON model_invoker.calls;
  DROP FUNCTION model_invoker.deadlock_first;
  DROP SEQUENCE model_invoker.tries`;

// So that two statements are under way together.
const SLOWLY = `
  CREATE FUNCTION model_invoker.wait() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(0.005); RETURN NEW; END $$;
  CREATE TRIGGER slowly BEFORE INSERT ON model_invoker.calls FOR EACH ROW EXECUTE FUNCTION model_invoker.wait()`;
const FAST = 'DROP TRIGGER slowly ON model_invoker.calls; DROP FUNCTION model_invoker.wait';

describe('the table of calls', () => {
  let world: LedgerWorld;
  beforeAll(async () => void (world = await LedgerWorld.start()));
  afterAll(() => world.stop());

  it('refuses exactly the claims and results that Postgres refuses, and takes the others of their batch', async () => {
    const calls = world.calls();
    const [first, last] = [claimOf(), claimOf()];
    const inOneBatch = [first, refused(), last];
    const claims = await Promise.allSettled(inOneBatch.map((claim) => calls.claim(claim)));
    const stores = await Promise.allSettled(inOneBatch.map((claim) => calls.store(claim, RESULT)));
    for (const outcomes of [claims, stores]) {
      expect(outcomes).toMatchObject([{ value: 0 }, { reason: expect.any(StatementError) as unknown }, { value: 0 }]);
    }
    for (const { requestId } of [first, last])
      expect((await world.row({ ...first, requestId }))?.stored_at).toBeTruthy();
  });

  it('is written by two processes at the same time, each in its order, without a deadlock', async () => {
    await world.database.query(SLOWLY);
    onTestFinished(async () => void (await world.database.query(FAST)));
    const claims = Array.from({ length: 20 }, () => claimOf());
    const wishes = [claims, [...claims].reverse()].map((inOrder) => ({ calls: world.calls(), inOrder }));
    const statements = vi.spyOn(world.database, 'queryPrepared');
    onTestFinished(() => statements.mockRestore());
    await Promise.all(wishes.flatMap(({ calls, inOrder }) => inOrder.map((claim) => calls.claim(claim))));
    await Promise.all(wishes.flatMap(({ calls, inOrder }) => inOrder.map((claim) => calls.store(claim, RESULT))));
    expect(statements.mock.settledResults.map(({ type }) => type)).toEqual(Array(4).fill('fulfilled'));
  });

  it('runs a batch again that Postgres ended for a deadlock', async () => {
    await world.database.query(DEADLOCK_FIRST);
    onTestFinished(async () => void (await world.database.query(NO_DEADLOCK)));
    const calls = world.calls();
    expect(await Promise.all([claimOf(), claimOf()].map((claim) => calls.store(claim, RESULT)))).toEqual([0, 0]);
  });
});
