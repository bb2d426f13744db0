import { once } from 'node:events';
import { connect } from 'node:net';
import { IS_APACHE_KAFKA } from './cluster';

/** Puts a batch into a topic as it is, which no client library does; resolves with the error code of the broker. */
export async function produceBatch(
  broker: string,
  { topic, partition, batch }: { topic: string; partition: number; batch: Buffer },
): Promise<number> {
  const [host = '', port] = broker.split(':');
  const socket = connect({ host, port: Number(port) });
  try {
    await once(socket, 'connect');
    socket.write(sized32(produceRequest({ topic, partition, batch })));
    const answer = await wholeAnswer(socket);
    // Length, correlation id, one topic with its name, one partition with its number, then the error code.
    return answer.readInt16BE(4 + 4 + 4 + 2 + topic.length + 4 + 4);
  } finally {
    socket.destroy();
  }
}

// Apache Kafka takes zstd from this version on; the dev-broker knows the older one alone.
const VERSION = IS_APACHE_KAFKA ? 7 : 3;

function produceRequest({ topic, partition, batch }: { topic: string; partition: number; batch: Buffer }): Buffer {
  const [PRODUCE, ALL, TIMEOUT_MS] = [0, -1, 5_000];
  const header = [int16(PRODUCE), int16(VERSION), int32(0), sized16('spec')];
  const body = [int16(-1), int16(ALL), int32(TIMEOUT_MS), int32(1), sized16(topic), int32(1), int32(partition)];
  return Buffer.concat([...header, ...body, sized32(batch)]);
}

async function wholeAnswer(socket: AsyncIterable<Buffer>): Promise<Buffer> {
  let answer = Buffer.alloc(0);
  for await (const chunk of socket) {
    answer = Buffer.concat([answer, chunk]);
    if (answer.length >= 4 && answer.length >= 4 + answer.readInt32BE(0)) return answer;
  }
  throw new Error('the broker closed the connection');
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function sized16(text: string): Buffer {
  return Buffer.concat([int16(text.length), Buffer.from(text)]);
}

function sized32(bytes: Buffer): Buffer {
  return Buffer.concat([int32(bytes.length), bytes]);
}
