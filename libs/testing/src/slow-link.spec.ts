import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SlowLink } from './slow-link';
import { waitFor } from './wait-for';

const DELAY_MS = 50;
/** More than a socket takes at once. */
const MANY_BYTES = 3_000_000;

describe('SlowLink', () => {
  let echo: Server;
  let link: SlowLink;

  beforeEach(async () => {
    echo = createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket));
    await once(echo.listen(0, '127.0.0.1'), 'listening');
    link = await SlowLink.start({ targetPort: (echo.address() as AddressInfo).port, delayMs: DELAY_MS });
  });

  afterEach(async () => {
    await link.close();
    echo.close();
  });

  it('hands on all bytes in order, both ways and up to the end', async () => {
    const sent = randomBytes(MANY_BYTES);
    const socket = connect({ port: link.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.end(sent);
    const received = await buffer(socket);
    expect(received.equals(sent)).toBe(true);
  });

  it('hands them on no earlier than the delay, each way', async () => {
    const socket = connect(link.port, '127.0.0.1');
    await once(socket, 'connect');
    const sentAt = performance.now();
    socket.write('ping');
    await once(socket, 'data');
    expect(performance.now() - sentAt).toBeGreaterThanOrEqual(2 * DELAY_MS);
    socket.destroy();
  });

  it('keeps the order when the delay becomes shorter', async () => {
    const socket = connect({ port: link.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.write('first ');
    await once(echo, 'connection');
    link.delayMs = 0;
    socket.end('second');
    expect((await buffer(socket)).toString()).toBe('first second');
  });

  it('closes the connection of a caller whose target is gone', async () => {
    echo.close();
    await once(echo, 'close');
    const socket = connect(link.port, '127.0.0.1');
    await once(socket, 'close');
    expect(socket.bytesRead).toBe(0);
  });

  it('ends every connection when it is closed', async () => {
    const short = await SlowLink.start({ targetPort: (echo.address() as AddressInfo).port, delayMs: DELAY_MS });
    const socket = connect(short.port, '127.0.0.1');
    await once(socket, 'connect');
    await waitFor(() => short.connections === 1, { deadlineMs: 5_000, description: 'the connection' });
    const closed = once(socket, 'close');
    await Promise.all([short.close(), closed]);
  });
});
