import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { RecordWriter } from './record-writer';

/** Closes the publisher last: consumers that drain still publish, and Nest closes them before this hook. */
@Injectable()
export class PublisherShutdown implements OnApplicationShutdown {
  constructor(private readonly writer: RecordWriter) {}

  onApplicationShutdown(): Promise<void> {
    return this.writer.close();
  }
}
