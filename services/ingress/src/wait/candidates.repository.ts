import { Injectable } from '@nestjs/common';
import { selectFirstByOffset } from '@gauntlet/contracts';
import { type BulkTarget, Database, type RowOf, SharedMessagesWriter } from '@gauntlet/persistence';
import { redactReleased } from '@gauntlet/redaction';
import { DependencyUnavailableError } from '@gauntlet/runtime';
import type { Candidate } from './candidate';
import { packRecord, unpackRecord } from './packed-record';
import { withSystemMessages } from './system-messages';

/** Table of every candidate for an answer, as the log has it. */
export const CANDIDATES = {
  table: 'ingress.candidates',
  columns: {
    request_id: 'uuid',
    log_partition: 'integer',
    log_offset: 'bigint',
    accepted_at: 'timestamptz',
    released_at: 'timestamptz',
    trace_id: 'text null',
    packed: 'bytea',
  },
  conflict: '(request_id, log_partition, log_offset) DO NOTHING',
} as const satisfies BulkTarget;

type Row = Omit<RowOf<typeof CANDIDATES>, 'accepted_at' | 'released_at' | 'packed'> & {
  readonly accepted_at: Date;
  readonly released_at: Date;
  readonly record: Candidate['event'];
};
type FoundRow = Omit<Row, 'record'> & ({ readonly packed: Buffer } | (Pick<Row, 'record'> & { readonly packed: null }));

// Rows of earlier versions don't say when they were released; they were stored a moment later. Their record is not packed.
const FIND = `
  SELECT request_id, log_partition, log_offset, accepted_at, trace_id, packed, record,
    COALESCE(released_at, stored_at) AS released_at
  FROM (${selectFirstByOffset(CANDIDATES.table)}) AS answers WHERE request_id = ANY($1::uuid[])`;

/** The instance that answers remembers; any other may say half a second later what the answer was. */
const GATHER_MS = 100;

/** The candidates for every request's answer, as the log has them, with their texts redacted. */
@Injectable()
export class CandidatesRepository {
  private readonly writer: SharedMessagesWriter<typeof CANDIDATES>;

  constructor(private readonly database: Database) {
    this.writer = new SharedMessagesWriter(database, CANDIDATES, 'ingress.system_messages', { gatherMs: GATHER_MS });
  }

  /** Resolves once the candidate is stored; storing it again changes nothing. Throws as `BulkWriter` does. */
  async add({ event: { facts, content }, partition, offset, releasedAt, traceId }: Candidate): Promise<void> {
    const { id, acceptedAt } = facts.request;
    const redacted = await redactReleased(content);
    await this.writer.write(redacted.messages, acceptedAt, (messages) => ({
      request_id: id,
      log_partition: partition,
      log_offset: String(offset),
      accepted_at: acceptedAt,
      released_at: new Date(releasedAt).toISOString(),
      trace_id: traceId,
      packed: packRecord({ facts, content: { ...redacted, messages } }),
    }));
  }

  /** The answer of a request: its first candidate by offset. Throws as `Database.query` does. */
  async find(requestId: string): Promise<Candidate | null> {
    const found = await this.findAll([requestId]);
    return found.get(requestId) ?? null;
  }

  /** As {@link find}, and null while the database is away: for callers who can go on without knowing. */
  async findIfUp(requestId: string): Promise<Candidate | null> {
    try {
      return await this.find(requestId);
    } catch (error) {
      if (error instanceof DependencyUnavailableError) return null;
      throw error;
    }
  }

  /** The answers of those requests that have one. Throws as `Database.query` does. */
  async findAll(requestIds: readonly string[]): Promise<Map<string, Candidate>> {
    const found = await this.database.query<FoundRow>(FIND, [requestIds]);
    const rows = await withSystemMessages(this.database, found.map(unpacked));
    return new Map(rows.map((row) => [row.request_id, candidateOf(row)]));
  }
}

function unpacked(row: FoundRow): Row {
  return row.packed ? { ...row, record: unpackRecord(row.packed) } : row;
}

function candidateOf({ record, log_partition, log_offset, released_at, trace_id }: Row): Candidate {
  const releasedAt = released_at.getTime();
  return { event: record, partition: log_partition, offset: BigInt(log_offset), releasedAt, traceId: trace_id };
}
