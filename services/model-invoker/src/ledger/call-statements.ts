// A stored result is final: nothing claims or overwrites a row that has one. Rows are locked by order of their key, so
// that batches of two processes never wait for each other in a circle.

/**
 * Takes calls that are new or, if $7, whose lease ran out, and gives the claims that succeeded with the cuts so far.
 */
export const CLAIM = `
  INSERT INTO model_invoker.calls AS held (request_id, turn, rung, claim, owner, lease_until)
  SELECT request_id, turn, rung, claim, owner, now() + make_interval(secs => $6 / 1000.0)
  FROM unnest($1::uuid[], $2::smallint[], $3::smallint[], $4::uuid[], $5::text[])
    AS wanted (request_id, turn, rung, claim, owner)
  ORDER BY request_id, turn, rung
  ON CONFLICT (request_id, turn, rung) DO UPDATE
    SET claim = excluded.claim, owner = excluded.owner, lease_until = excluded.lease_until, cuts = held.cuts + 1
    WHERE held.stored_at IS NULL AND held.lease_until < now()
      AND $7::boolean
  RETURNING request_id AS "requestId", turn, rung, cuts`;

/** Stores results of calls that have none, and gives those that it stored. */
export const STORE = `
  INSERT INTO model_invoker.calls AS held
    (request_id, turn, rung, claim, owner, lease_until, stored_at, attempts, reply, completion)
  SELECT request_id, turn, rung, claim, owner, now(), now(), attempts, reply, completion
  FROM unnest($1::uuid[], $2::smallint[], $3::smallint[], $4::uuid[], $5::text[], $6::jsonb[], $7::jsonb[], $8::text[])
    AS done (request_id, turn, rung, claim, owner, attempts, reply, completion)
  ORDER BY request_id, turn, rung
  ON CONFLICT (request_id, turn, rung) DO UPDATE
    SET stored_at = now(), attempts = excluded.attempts, reply = excluded.reply, completion = excluded.completion
    WHERE held.stored_at IS NULL
  RETURNING request_id AS "requestId", turn, rung, cuts`;

/** Renews the leases that are still held. A row that was stored meanwhile counts as held: its lease means nothing. */
export const RENEW = `
  WITH mine AS (
    SELECT calls.request_id, calls.turn, calls.rung
    FROM model_invoker.calls
    JOIN unnest($1::uuid[], $2::smallint[], $3::smallint[], $4::uuid[]) AS lease (request_id, turn, rung, claim)
      USING (request_id, turn, rung, claim)
    ORDER BY request_id, turn, rung FOR UPDATE OF calls)
  UPDATE model_invoker.calls AS held SET lease_until = now() + make_interval(secs => $5 / 1000.0)
  FROM mine
  WHERE held.request_id = mine.request_id AND held.turn = mine.turn AND held.rung = mine.rung
  RETURNING held.claim`;

export const FIND = `
  SELECT cuts, attempts, reply, completion
  FROM model_invoker.calls WHERE request_id = $1 AND turn = $2 AND rung = $3`;
