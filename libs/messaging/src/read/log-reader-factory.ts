import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import type { Topic } from '@gauntlet/contracts';
import type { MembershipMemory } from '../consume/membership-memory';
import { LogReader, type LogReaderOptions } from './log-reader';

/** Makes readers of ordered topics, which end with the process. */
export class LogReaderFactory {
  private readonly readers: LogReader[] = [];

  constructor(
    private readonly kafka: Kafka,
    private readonly clientId: string,
    private readonly memory: MembershipMemory,
  ) {}

  /** Starts a reader; never throws for want of a broker or a topic: it waits for them. */
  read<T extends Topic>(options: LogReaderOptions<T>): LogReader<T> {
    const name = `log.${options.topics.join('+')}`;
    const place = this.memory.placeFor(name, `${this.clientId}.log.${randomUUID()}`);
    const reader = new LogReader(this.kafka, place, options);
    this.readers.push(reader as unknown as LogReader);
    return reader;
  }

  /** Ends all of them. */
  async close(): Promise<void> {
    await Promise.all(this.readers.map((reader) => reader.close()));
  }
}
