import type { IHeaders } from 'kafkajs';

/** A record on its way to a topic. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: Buffer | string | null;
  readonly value: Buffer | null;
  readonly headers: IHeaders;
}

/** Where a record was written; `offset` is a decimal string, as it may exceed a safe integer. */
export interface RecordPosition {
  readonly partition: number;
  readonly offset: string;
}

/**
 * Takes records to Kafka. Resolves once all in-sync replicas have every record; after an error some of them may be written.
 */
export interface RecordTransport {
  send(records: readonly OutgoingRecord[]): Promise<RecordPosition[]>;
  close(): Promise<void>;
}
