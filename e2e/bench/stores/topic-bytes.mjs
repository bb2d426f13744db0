import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes in each topic's logs on disk: the dev-broker has a folder for each topic, Apache Kafka for each partition. */
export function topicBytes(folder) {
  const bytes = {};
  for (const path of readdirSync(folder, { recursive: true })) {
    if (!/\/\d{20}\.log$/.test(path)) continue;
    const topic = path.split('/')[0].replace(/-\d+$/, '');
    bytes[topic] = (bytes[topic] ?? 0) + statSync(join(folder, path)).size;
  }
  return bytes;
}
