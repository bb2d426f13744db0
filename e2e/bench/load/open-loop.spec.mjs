import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { openLoop } from './open-loop.mjs';

it('asks no question twice, whatever loads come one after the other', async () => {
  const bodies = [];
  const server = createServer(async (request, response) => {
    bodies.push(Buffer.concat(await request.toArray()).toString());
    response.end();
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const target = { origin: `http://127.0.0.1:${server.address().port}`, path: '/', model: 'any' };
  for (let load = 0; load < 2; load += 1) await openLoop({ target, rate: 1_000, seconds: 0.003, mostInFlight: 100 });
  expect(new Set(bodies).size).toBe(6);
});
