import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVICES } from '@gauntlet/contracts';
import { SeededRandom } from '@gauntlet/statistics';
import { ClientLedger, temporaryDirectory, waitFor } from '@gauntlet/testing';
import { collect } from './ledger/collect';
import { judge } from './ledger/invariants';
import { Load } from './ledger/load';
import { stopSharedWorld } from './world/address';
import { type ForeignBroker, foreignBroker } from './world/brokers';
import { GauntletCommand } from './world/command';
import { Database } from './world/database';
import { GauntletClient } from './world/gauntlet-client';
import { LauncherProcess } from './world/launcher-process';
import { localPorts } from './world/local-ports';
import { allQuiet, Topics } from './world/topics';
import { callLogIn, upstreamEnv, upstreamProcess } from './world/upstream';

const READY = /Gauntlet is ready/;

describe.sequential('npm start', () => {
  const directory = temporaryDirectory();
  let env: NodeJS.ProcessEnv;
  const upstream = upstreamProcess(directory.path);
  let foreign: ForeignBroker | null;
  let launcher: LauncherProcess;
  let client: GauntletClient;
  let firstRecord: string;

  beforeAll(async () => {
    await stopSharedWorld();
    foreign = await foreignBroker(`${directory.path}-kafka`);
    const provider = upstreamEnv(await upstream.start());
    env = { ...(await localPorts()), ...provider, GAUNTLET_DATA_DIR: directory.path };
    if (foreign) env.KAFKA_BROKERS = foreign.brokers;
    client = new GauntletClient(`http://127.0.0.1:${env.INGRESS_PORT}`);
    launcher = new LauncherProcess(env, ['--scale', 'model-invoker=3']);
    await launcher.says(READY);
  });

  afterAll(async () => {
    await launcher.end('SIGTERM');
    await Promise.all([foreign?.stop(), upstream.stop()]);
    directory.remove();
  });

  it('prints where everything is, and a curl that works', async () => {
    const [command = ''] = /curl[^]*?\n.*\n/.exec(launcher.output) ?? [];
    const answer = JSON.parse(execFileSync('sh', ['-c', command], { encoding: 'utf8' })) as {
      gauntlet: { request_id: string };
    };
    expect(JSON.stringify(answer)).toContain('30 days');
    for (const service of SERVICES) expect(launcher.output).toContain(`${service} `);
    expect(launcher.output).toContain(`postgres://gauntlet@127.0.0.1:${env.POSTGRES_PORT}/gauntlet`);
    firstRecord = answer.gauntlet.request_id;
    await client.record(firstRecord);
  });

  it('keeps what it writes from everybody else', () => {
    const names = readdirSync(directory.path, { recursive: true, encoding: 'utf8' });
    const open = ['.', ...names].filter((name) => (statSync(join(directory.path, name)).mode & 0o077) !== 0);
    // The tests put these beside it: a foreign broker's data, and what its upstream counts.
    expect(open.filter((name) => !/^(kafka|provider-calls|logs.simulated-upstream)/.test(name))).toEqual([]);
  });

  it('runs as many instances of a stage as asked, and prints where each is', async () => {
    const pids = launcher.children('services/model-invoker/');
    expect(pids).toHaveLength(3);
    expect(launcher.children('services/guardrail/')).toHaveLength(1);
    const rows = [...launcher.output.matchAll(/^ {2}model-invoker(?:-\d)? +(http\S+) \(process (\d+)\)$/gm)];
    expect(rows.map(([, , pid]) => Number(pid)).sort()).toEqual(pids.sort());
    for (const [, url = ''] of rows) expect((await fetch(url)).status).toBe(200);
  });

  it('shows itself in a demo beside it, and is left as it was', async () => {
    const brokers = foreign?.brokers ?? `127.0.0.1:${env.DEV_BROKER_PORT}`;
    const gauntlet = new GauntletCommand({ brokers, services: { ingress: client.baseUrl } });
    const said = await gauntlet.text('demo');
    const outcomes = [...said.matchAll(/^outcome +(.*)\n/gm)].map(([, outcome]) => outcome);
    expect(outcomes).toEqual([
      'answered',
      'answered',
      'blocked (injection_found)',
      'answered, repaired',
      ...['answered', 'answered', 'answered'],
      'answered, fallback',
      'canned (models_exhausted)',
    ]);
    const versions = [...said.matchAll(/^prompt +support-agent@(v\d)/gm)].map(([, version]) => version);
    expect(versions).toEqual(['v7', 'v7', 'v7', 'v7', 'v6', 'v7', 'v7', 'v7']);
    expect(said).toContain('I am [EMAIL_1], my card is [CARD_1].');
    const [pin] = await gauntlet.json<{ via: string }[]>('pins', 'history', 'support-agent');
    expect(pin?.via).toBe('deploy');
  });

  it('explains a data folder in use in one line', async () => {
    const second = new LauncherProcess(env);
    expect(await second.exitCode()).toBe(1);
    expect(second.output.trim()).toMatch(/^cannot start: another launcher runs in .*GAUNTLET_DATA_DIR.*$/);
  });

  it('starts a service that was killed again, visibly', async () => {
    const [pid = 0] = launcher.children('services/guardrail/');
    process.kill(pid, 'SIGKILL');
    await launcher.says(/guardrail died \(SIGKILL, process \d+\); starting it again/);
    await launcher.says(/guardrail is ready again/);
    expect((await client.chat('How long is a gift card valid?')).body.gauntlet.outcome).toBe('answered');
  });

  it('loses nothing when the launcher itself is killed, and goes on where it stopped', async () => {
    const began = new Date();
    const ledger = new ClientLedger(`${directory.path}/client.jsonl`);
    const topics = await Topics.fromNowOn(foreign?.brokers ?? `127.0.0.1:${env.DEV_BROKER_PORT}`);
    const door = () => Promise.resolve(client.baseUrl);
    const options = { door, ledger, perSecond: 8, timeoutMs: 90_000 };
    const load = new Load({ ...options, random: new SeededRandom(1) });
    const hurt = async () => {
      await waitFor(() => answered(ledger) > 5, { deadlineMs: 30_000, description: 'answers before the kill' });
      const before = answered(ledger);
      await launcher.end('SIGKILL');
      launcher = new LauncherProcess(env);
      await launcher.says(READY, 120_000);
      await waitFor(() => answered(ledger) > before + 5, { deadlineMs: 60_000, description: 'answers after it' });
    };
    await load.until(hurt());
    await load.ended();
    await allQuiet(topics);

    const database = new Database(readFileSync(join(directory.path, 'database.url'), 'utf8').trim());
    const { counts, violations } = judge(
      await collect({ ledger, topics, database, client, callLog: callLogIn(directory.path), since: began }),
    );
    await Promise.all([topics.close(), database.close()]);
    console.log('launcher killed', counts);
    expect(violations).toEqual([]);
    await client.record(firstRecord);
  }, 240_000);

  it('stops everything on Ctrl-C with exit code 0, and a second start still has the records', async () => {
    const children = launcher.children('');
    expect(await launcher.end('SIGINT')).toBe(0);
    expect(children.filter(isAlive)).toEqual([]);
    launcher = new LauncherProcess(env);
    await launcher.says(READY);
    await client.record(firstRecord);
  }, 180_000);
});

function answered(ledger: ClientLedger): number {
  return [...ledger.records().values()].filter(({ end }) => end !== null).length;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // ESRCH: it is gone, which is what was asked.
    return false;
  }
}
