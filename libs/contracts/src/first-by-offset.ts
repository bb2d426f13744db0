/** Where a record lies in its topic. */
export interface LogPlace {
  readonly partition: number;
  /** As kafkajs gives it, or as a number of its own. */
  readonly offset: bigint | string;
}

/**
 * Of two candidates for a request's answer the one that stands: the lower offset. Candidates are of one request when they
 * have the same request id, whenever the request was accepted: with Postgres away a repeat is accepted a second time, and
 * its caller is still owed the one answer. All candidates of a request lie in one partition. The partition decides only
 * what the rule must not leave open: which of two stands when they lie in two partitions at the same offset.
 */
export function firstOf<Candidate extends LogPlace>(one: Candidate, other: Candidate): Candidate {
  return isBefore(other, one) ? other : one;
}

/** The candidate that stands for each request, by request id. */
export function firstByOffset<Candidate extends LogPlace>(
  candidates: Iterable<Candidate>,
  requestIdOf: (candidate: Candidate) => string,
): Map<string, Candidate> {
  const first = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const id = requestIdOf(candidate);
    first.set(id, firstOf(first.get(id) ?? candidate, candidate));
  }
  return first;
}

/**
 * The same rule in SQL: a SELECT of the rows of `table` that stand. The table has the columns `request_id`, `log_partition`
 * and `log_offset`. Rows compete with each other when they are equal in `alike` too, for example in the name of a scorer.
 * A filter on the SELECT reaches the indexes of the table. Views are made of this text by migrations, so a change of it
 * needs a migration that makes those views anew.
 */
export function selectFirstByOffset(table: string, alike: readonly string[] = []): string {
  const same = ['request_id', ...alike].map((column) => `earlier.${column} = own.${column}`).join(' AND ');
  return `SELECT own.* FROM ${table} own WHERE NOT EXISTS (
    SELECT FROM ${table} earlier WHERE ${same}
      AND (earlier.log_offset, earlier.log_partition) < (own.log_offset, own.log_partition))`;
}

function isBefore(one: LogPlace, other: LogPlace): boolean {
  const [offset, otherOffset] = [BigInt(one.offset), BigInt(other.offset)];
  return offset === otherOffset ? one.partition < other.partition : offset < otherOffset;
}
