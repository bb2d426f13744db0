import { createKafkaClient, type KafkaClientOptions } from '../cluster/kafka-client';
import { KafkaProducer } from '../publish/kafka-producer';
import type { OutgoingRecord, RecordPosition } from '../publish/outgoing-record';

/**
 * Writes records as they are, bytes and headers, each acknowledged by all in-sync replicas before the next is sent; for a
 * command that puts back what was put aside. Services publish events with `EventPublisher`.
 * Throws as kafkajs does when the cluster is away; what was written before stays written.
 */
export async function writeRecords(
  client: KafkaClientOptions,
  records: readonly OutgoingRecord[],
): Promise<RecordPosition[]> {
  const producer = new KafkaProducer(createKafkaClient(client), 'none');
  const positions: RecordPosition[] = [];
  try {
    for (const record of records) positions.push(...(await producer.send([record])));
    return positions;
  } finally {
    await producer.close();
  }
}
