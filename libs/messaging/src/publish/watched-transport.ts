import type { OutgoingRecord, RecordPosition, RecordTransport } from './outgoing-record';
import { faultOf } from './publish-failure';

/** A transport that remembers why Kafka last took nothing, such as a disk without room, until it takes records again. */
export class WatchedTransport implements RecordTransport {
  private failure: { readonly reason: string; readonly at: Date } | null = null;

  constructor(private readonly transport: RecordTransport) {}

  async send(records: readonly OutgoingRecord[]): Promise<RecordPosition[]> {
    try {
      const positions = await this.transport.send(records);
      this.failure = null;
      return positions;
    } catch (error) {
      // What is wrong with a record or its topic says nothing about Kafka.
      if (faultOf(error) === null) this.failure ??= { reason: (error as Error).message, at: new Date() };
      throw error;
    }
  }

  close(): Promise<void> {
    return this.transport.close();
  }

  /** For health checks. @throws Error while the last thing that Kafka said of a publish is a failure. */
  checkPublishing(): void {
    if (!this.failure) return;
    const { reason, at } = this.failure;
    throw new Error(`Kafka took nothing since ${at.toISOString()}: ${reason}`);
  }
}
