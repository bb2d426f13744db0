import { type ChildProcess, execFileSync, fork, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(__dirname, '../../../..');

// A service whose one consumer closes slowly, run as a process: signals and exit codes can't be seen from inside.
const TRIAL_MAIN = `
require('${ROOT}/libs/telemetry/dist/bootstrap.js');
const { Logger, Module } = require('${ROOT}/node_modules/@nestjs/common');
const runtime = require('${ROOT}/libs/runtime/dist/index.js');
const { runService, runServices, RuntimeModule, HealthRegistry, MICROSERVICE_STRATEGIES } = runtime;
class TrialConfig { TRIAL_SECRET = 'for-development-only'; }
runtime.Secret('hashes could be guessed')(TrialConfig.prototype, 'TRIAL_SECRET');
class LimitConfig { TRIAL_LIMIT = 10; }
runtime.IsInt()(LimitConfig.prototype, 'TRIAL_LIMIT');
class Strategy {
  constructor() { this.transportId = Symbol('trial'); this.handlers = new Map(); }
  setTransportId() {} on() {} addHandler() {} getHandlers() { return this.handlers; } unwrap() {}
  listen(callback) { callback(); }
  async close() {
    if (process.env.TRIAL_STUCK) await new Promise(() => setInterval(() => {}, 1000));
    await new Promise((done) => setTimeout(done, 100));
    console.log('drained');
  }
}
class TrialModule {
  onModuleInit() { if (process.env.TRIAL_REJECTS) setTimeout(() => Promise.reject(new Error('nobody caught me')), 50); }
  onApplicationShutdown() { console.log('closed'); }
}
Module({
  imports: [RuntimeModule.forService({ service: 'guardrail' })],
  providers: [
    runtime.provideConfig(LimitConfig),
    { provide: MICROSERVICE_STRATEGIES, useFactory: () => [new Strategy()] },
  ],
})(TrialModule);
class SlowStrategy extends Strategy {
  async close() {
    await new Promise((done) => setTimeout(done, 300));
    new Logger('Slow').log('drained slowly');
  }
}
class SlowModule {
  constructor(health) { health.register('slow', () => undefined); }
}
Reflect.defineMetadata('design:paramtypes', [HealthRegistry], SlowModule);
Module({
  imports: [RuntimeModule.forService({ service: 'prompt-render' })],
  providers: [{ provide: MICROSERVICE_STRATEGIES, useFactory: () => [new SlowStrategy()] }],
})(SlowModule);
class FailingModule {
  onModuleDestroy() { throw new Error('can not close'); }
}
Module({
  imports: [RuntimeModule.forService({ service: 'model-invoker' })],
  providers: [{ provide: MICROSERVICE_STRATEGIES, useFactory: () => [] }],
})(FailingModule);
const onReady = async () => console.log('warmed up');
const guardrail = { service: 'guardrail', module: TrialModule, onReady };
const slow = { service: 'prompt-render', module: SlowModule };
const failing = { service: 'model-invoker', module: FailingModule };
const compact = { slow: [guardrail, slow], first: [slow, guardrail], failing: [failing, slow] }[process.env.TRIAL_COMPACT];
const loaded = async () => {
  if (process.env.TRIAL_EARLY) {
    process.kill(process.pid, 'SIGTERM');
    await new Promise((done) => setTimeout(done, 5_000));
  }
  return compact;
};
if (compact) runServices(loaded);
else runService(guardrail);
`;

const OWN_SECRET = { TRIAL_SECRET: 'a secret of our own' };
const children: ChildProcess[] = [];

function startTrial(
  env: NodeJS.ProcessEnv = {},
  stdio: StdioOptions = 'pipe',
): { child: ChildProcess; output: () => string; code: Promise<number> } {
  const main = join(mkdtempSync(join(tmpdir(), 'gauntlet-runtime-')), 'main.cjs');
  writeFileSync(main, TRIAL_MAIN);
  const options = { env: { ...process.env, GUARDRAIL_PORT: '0', ...env }, execArgv: [] };
  const child = fork(main, { ...options, ...(stdio === 'pipe' ? { silent: true } : { stdio }) });
  children.push(child);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = once(child, 'close').then(([exitCode]) => exitCode as number);
  return { child, output: () => output, code };
}

async function readyPort({ child, code, output }: ReturnType<typeof startTrial>): Promise<number> {
  const ended = code.then((value) => Promise.reject(new Error(`ended with ${value}: ${output()}`)));
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [{ type: string; port: number }];
  expect(message.type).toBe('ready');
  return message.port;
}

describe('runService', () => {
  beforeAll(() => {
    const projects = '@gauntlet/contracts,@gauntlet/telemetry,@gauntlet/runtime';
    execFileSync('npx', ['nx', 'run-many', '-t', 'build', '-p', projects], { cwd: ROOT });
  });
  afterEach(() => {
    for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
  });

  it('says ready, answers probes and metrics, and drains before it leaves', async () => {
    const trial = startTrial();
    const { child, output, code } = trial;
    const url = `http://127.0.0.1:${await readyPort(trial)}`;
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ healthy: true, checks: {} });
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('nodejs_eventloop');
    child.kill('SIGTERM');
    expect(await code).toBe(0);
    expect(output()).toMatch(/"ready"[\s\S]*warmed up[\s\S]*drained[\s\S]*closed[\s\S]*stopped/);
  });

  it('goes on where there is no room for its log', async () => {
    const full = openSync('/dev/full', 'w');
    const trial = startTrial({}, ['ignore', full, full, 'ipc']);
    closeSync(full);
    const url = `http://127.0.0.1:${await readyPort(trial)}`;
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    trial.child.kill('SIGTERM');
    expect(await trial.code).toBe(0);
  });

  it('goes on where nobody reads its log any more', async () => {
    const trial = startTrial();
    trial.child.stdout?.destroy();
    trial.child.stderr?.destroy();
    const url = `http://127.0.0.1:${await readyPort(trial)}`;
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    trial.child.kill('SIGTERM');
    expect(await trial.code).toBe(0);
  });

  it('stops when its parent is gone', async () => {
    const trial = startTrial();
    await readyPort(trial);
    const exit = once(trial.child, 'exit');
    trial.child.disconnect();
    expect(await exit).toEqual([0, null]);
  });

  it('stops before its services are loaded', async () => {
    const { output, code } = startTrial({ TRIAL_COMPACT: 'slow', TRIAL_EARLY: '1' });
    expect(await code).toBe(0);
    expect(output()).toMatch(/stopping: SIGTERM[\s\S]*stopped/);
  });

  it('gives up on a stop that takes too long', async () => {
    const trial = startTrial({ TRIAL_STUCK: '1', SHUTDOWN_TIMEOUT_MS: '1000' });
    await readyPort(trial);
    trial.child.kill('SIGTERM');
    expect(await trial.code).toBe(1);
  });

  it('leaves on a rejection that nobody caught', async () => {
    const { output, code } = startTrial({ TRIAL_REJECTS: '1' });
    expect(await code).toBe(1);
    expect(output()).toContain('nobody caught me');
  });

  it.each([
    ['of the process', 'GUARDRAIL_PORT'],
    ['of a part of a service', 'TRIAL_LIMIT'],
  ])('names a wrong variable %s in one line', async (_, variable) => {
    const { output, code } = startTrial({ ...OWN_SECRET, [variable]: 'eighty' });
    expect(await code).toBe(1);
    expect(output().trim().split('\n')).toHaveLength(1);
    expect(output()).toContain(`Wrong configuration: ${variable} is \\"eighty\\"`);
  });

  it('warns of a secret that everybody knows, and names no value', async () => {
    const left = startTrial();
    await readyPort(left);
    expect(left.output()).toMatch(/"level":"warn".*"TRIAL_SECRET: the default is in use, which everybody knows/);
    expect(left.output()).not.toContain('for-development-only');
    const own = startTrial(OWN_SECRET);
    await readyPort(own);
    expect(own.output()).not.toContain('TRIAL_SECRET');
  });

  it('refuses a secret that everybody knows where others can reach it, and names no value', async () => {
    const { output, code } = startTrial({ HOST: 'gauntlet.invalid' });
    expect(await code).toBe(1);
    expect(output()).toMatch(/TRIAL_SECRET is not set, and hashes could be guessed: HOST can be reached/);
    expect(output()).not.toContain('for-development-only');
  });

  it('runs several services behind one port, names whose check and whose line it is, and drains all', async () => {
    const trial = startTrial({ TRIAL_COMPACT: 'slow' });
    const { child, output, code } = trial;
    const url = `http://127.0.0.1:${await readyPort(trial)}`;
    const ready = { healthy: true, checks: { 'prompt-render.slow': 'ok' } };
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual(ready);
    child.kill('SIGTERM');
    expect(await code).toBe(0);
    expect(output()).toMatch(/drained\n[\s\S]*"service":"prompt-render".*drained slowly[\s\S]*stopped/);
  });

  it('lets the first service, which has callers, end before the others begin to', async () => {
    const trial = startTrial({ TRIAL_COMPACT: 'first', PROMPT_RENDER_PORT: '0' });
    await readyPort(trial);
    trial.child.kill('SIGTERM');
    expect(await trial.code).toBe(0);
    expect(trial.output()).toMatch(/drained slowly[\s\S]*drained\n/);
  });

  it('lets every service drain when one can’t be closed, and then fails', async () => {
    const trial = startTrial({ TRIAL_COMPACT: 'failing', MODEL_INVOKER_PORT: '0' });
    await readyPort(trial);
    trial.child.kill('SIGTERM');
    expect(await trial.code).toBe(1);
    expect(trial.output()).toMatch(/drained slowly[\s\S]*can not close/);
  });

  it('names a busy port and the variable to change', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    const { output, code } = startTrial({ ...OWN_SECRET, GUARDRAIL_PORT: String(port) });
    expect(await code).toBe(1);
    holder.close();
    expect(output().trim().split('\n')).toHaveLength(1);
    expect(output()).toContain(`GUARDRAIL_PORT asks for 127.0.0.1:${port}, which is in use`);
  });
});
