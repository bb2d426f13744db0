// The near end of a bare round trip: one at a time over one connection, at a fixed rate.
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { percentiles } from '../load/percentiles.mjs';

const MESSAGE = Buffer.alloc(2000);

async function roundTrips({ port, rate, count }) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  const startedAt = performance.now();
  const latencies = [];
  for (let index = 0; index < count; index += 1) {
    const waitMs = rate ? startedAt + (index * 1000) / rate - performance.now() : 0;
    if (waitMs > 0) await pause(waitMs);
    latencies.push(await oneRoundTrip(socket));
  }
  socket.destroy();
  return percentiles(latencies);
}

function oneRoundTrip(socket) {
  const sentAt = performance.now();
  return new Promise((resolve) => {
    let left = MESSAGE.length;
    const onData = (bytes) => {
      left -= bytes.length;
      if (left > 0) return;
      socket.off('data', onData);
      resolve(performance.now() - sentAt);
    };
    socket.on('data', onData).write(MESSAGE);
  });
}

process.on('message', async (options) => {
  const before = process.cpuUsage();
  const latency = await roundTrips(options);
  process.send({ latency, cpu: process.cpuUsage(before) });
});
process.once('disconnect', () => process.exit(0));
process.send({ ready: true });
