import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DevBroker } from './dev-broker';
import { Reader } from './protocol/reader';
import { Writer } from './protocol/writer';

let dataDir: string;
let broker: DevBroker;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'dev-broker-'));
  broker = await DevBroker.start({ port: 0, dataDir });
});
afterEach(async () => {
  await broker.close();
  rmSync(dataDir, { recursive: true });
});

async function open(): Promise<Socket> {
  const socket = connect(broker.port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

function request({ apiKey, version, body = Buffer.alloc(0) }: { apiKey: number; version: number; body?: Buffer }) {
  const header = new Writer().int16(apiKey).int16(version).int32(77).nullableString('spec').raw(body).toBuffer();
  return Buffer.concat([new Writer().int32(header.length).toBuffer(), header]);
}

async function answerTo(socket: Socket, bytes: Buffer): Promise<Reader> {
  socket.write(bytes);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  const reader = new Reader(answer);
  expect([reader.int32(), reader.int32()]).toEqual([answer.length - 4, 77]);
  return reader;
}

const API_VERSIONS = 18;
const readVersions = (reader: Reader) => reader.array(() => [reader.int16(), reader.int16(), reader.int16()]);

describe('a connection', () => {
  it('learns the supported versions from an ApiVersions request that is too new (KIP-511)', async () => {
    const socket = await open();
    const tooNew = await answerTo(socket, request({ apiKey: API_VERSIONS, version: 4, body: Buffer.from('flexible') }));
    expect(tooNew.int16()).toBe(35);
    expect(readVersions(tooNew)).toContainEqual([API_VERSIONS, 0, 2]);

    const supported = await answerTo(socket, request({ apiKey: API_VERSIONS, version: 0 }));
    expect(supported.int16()).toBe(0);
    socket.destroy();
  });

  it('gets its answers when a request arrives byte by byte, and two in one packet', async () => {
    const socket = await open();
    const bytes = request({ apiKey: API_VERSIONS, version: 0 });
    for (const byte of bytes.subarray(0, -1)) socket.write(Buffer.from([byte]));
    await answerTo(socket, bytes.subarray(-1));

    let received = 0;
    socket.on('data', (chunk: Buffer) => (received += chunk.length));
    const one = (await answerTo(socket, bytes)) && received;
    socket.write(Buffer.concat([bytes, bytes]));
    while (received < one * 3) await once(socket, 'data');
    socket.destroy();
  });

  it.each([
    ['a length of 2 GiB', Buffer.from([0x7f, 0xff, 0xff, 0xff, 0, 0])],
    ['a negative length', Buffer.from([0xff, 0xff, 0xff, 0xff])],
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['an unknown API', request({ apiKey: 999, version: 0 })],
    ['a version that is not supported', request({ apiKey: 0, version: 9 })],
    ['a body that is cut off', request({ apiKey: 3, version: 4, body: Buffer.from([0, 0]) })],
    ['an array of 2^31 items', request({ apiKey: 15, version: 0, body: Buffer.from([0x7f, 0xff, 0xff, 0xff]) })],
  ])('is closed on %s, while others go on', async (_, bytes) => {
    const [bad, good] = await Promise.all([open(), open()]);
    const closed = once(bad, 'close');
    bad.on('error', () => undefined);
    bad.write(bytes);
    await closed;
    expect((await answerTo(good, request({ apiKey: API_VERSIONS, version: 0 }))).int16()).toBe(0);
    good.destroy();
  });

  it('may vanish in the middle of a request', async () => {
    const [vanishing, good] = await Promise.all([open(), open()]);
    vanishing.write(Buffer.from([0, 0, 1, 0, 0]));
    vanishing.resetAndDestroy();
    expect((await answerTo(good, request({ apiKey: API_VERSIONS, version: 0 }))).int16()).toBe(0);
    good.destroy();
  });
});
