import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import { SimulatedUpstream } from './simulated-upstream';

const BODY = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'secret question' }] });

describe('SimulatedUpstream', () => {
  let upstream: SimulatedUpstream;
  let logFile: string;
  const directory = temporaryDirectory();

  beforeEach(async () => {
    logFile = join(directory.path, `${randomUUID()}.jsonl`);
    upstream = await SimulatedUpstream.start({ port: 0, callLog: logFile });
  });
  afterEach(() => upstream.stop());
  afterAll(() => directory.remove());

  const url = (path: string) => `http://127.0.0.1:${upstream.port}${path}`;
  const post = (path: string, body: string, key = 'k') =>
    fetch(url(path), { method: 'POST', body, headers: { 'idempotency-key': key } });

  it('logs each call before it answers, with facts and without texts', async () => {
    await post('/v1/chat/completions', BODY, 'k-1');
    await post('/v1/chat/completions', BODY, 'k-1');
    const lines = readFileSync(logFile, 'utf8').trim().split('\n');
    const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records.map(({ attempt }) => attempt)).toEqual([1, 2]);
    expect(records[0]).toMatchObject({ idempotencyKey: 'k-1', status: 200, paid: true, callerGone: false });
    expect(records[0]?.bodyHash).toBe(records[1]?.bodyHash);
    expect(lines.join()).not.toContain('secret');
    expect(await (await fetch(url('/calls'))).json()).toEqual(records);
  });

  it('changes its behaviour at run time', async () => {
    expect((await post('/control', '{"failRate":1,"status":502}')).status).toBe(200);
    expect((await post('/v1/chat/completions', BODY)).status).toBe(502);
    expect((await post('/control', '{}')).status).toBe(200);
    expect((await post('/v1/chat/completions', BODY)).status).toBe(200);
  });

  it.each([
    ['/control', '{"failRate":7}'],
    ['/v1/chat/completions', 'not json'],
    ['/v1/chat/completions', '{"model":"m"}'],
    ['/v1/chat/completions', BODY.replace('secret', '[[simulate:dance]]')],
  ])('refuses %s %s with 400', async (path, body) => {
    expect((await post(path, body)).status).toBe(400);
  });

  it('lists its model and knows no other route', async () => {
    expect(await (await fetch(url('/v1/models'))).json()).toMatchObject({ object: 'list' });
    expect((await fetch(url('/v1/nothing'))).status).toBe(404);
  });
});

describe('the process', () => {
  const main = join(__dirname, '..', 'dist', 'main.js');

  it('tells its port and ends with its parent', async () => {
    const child = fork(main, { env: { ...process.env, SIMULATED_UPSTREAM_PORT: '0' }, execArgv: [], silent: true });
    const [ready] = (await once(child, 'message')) as [unknown];
    expect(ready).toMatchObject({ type: 'ready', port: expect.any(Number) as number });
    const exit = once(child, 'exit');
    child.disconnect();
    expect(await exit).toEqual([0, null]);
  });
});
