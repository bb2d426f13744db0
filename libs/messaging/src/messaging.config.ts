import { IsIn, IsInt, IsOptional, IsString, Max, Min } from '@gauntlet/runtime';
import { KafkaConfig } from './cluster/kafka.config';
import { type Compression, COMPRESSIONS } from './codecs/pack';

/** What messaging reads from the environment. */
export class MessagingConfig extends KafkaConfig {
  /** Messages in flight per consumer group. */
  @IsInt() @Min(1) @Max(10_000) MESSAGING_CONCURRENCY = 256;
  /** How long a publish waits for Kafka before it counts as unavailable. */
  @IsInt() @Min(100) MESSAGING_PUBLISH_TIMEOUT_MS = 10_000;
  /** How the batches that this process writes are packed; batches of every kind are read. */
  @IsIn(COMPRESSIONS) MESSAGING_COMPRESSION: Compression = 'none';
  /** How long a start waits for the broker and for missing topics. */
  @IsInt() @Min(100) MESSAGING_START_TIMEOUT_MS = 30_000;
  /** How long a stop waits for messages in flight; never more than `ProcessParts.drainMs`, so that the rest of it has time. */
  @IsInt() @Min(0) MESSAGING_DRAIN_TIMEOUT_MS = 30_000;
  /** Folder of this instance alone, kept over a restart of its process; with it a killed instance is back within seconds. */
  @IsOptional() @IsString() MESSAGING_MEMBERS_DIR?: string;
}
