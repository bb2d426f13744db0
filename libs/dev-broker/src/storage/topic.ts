import type { PartitionLog } from './partition-log';

/** What a topic was created with. */
export interface TopicSettings {
  partitions: number;
  /** Largest record batch in bytes, headers included. */
  maxMessageBytes: number;
}

export interface Topic extends TopicSettings {
  name: string;
  logs: readonly PartitionLog[];
}
