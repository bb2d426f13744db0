import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DevBroker } from '@gauntlet/dev-broker';
import { createTopics } from '@gauntlet/messaging';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deploy, type DeployOptions } from './deploy.command';
import { listPrompts } from './prompts-list.command';
import { withRegistry } from './with-kafka';

const REPOSITORY = resolve(__dirname, '../../..');
const SHIPPED = [
  'publish  policy default@v1',
  'publish  policy judge@v1',
  'publish  prompt support-agent@v6',
  'publish  prompt support-agent@v7',
  'publish  prompt ticket-triage@v1',
  'publish  prompt answer-judge@v1',
  'pin      support-agent@v7 with policy default@v1 on simulated/sim-large, then simulated/sim-small',
  'pin      ticket-triage@v1 with policy default@v1 on simulated/sim-large, then simulated/sim-small',
  'pin      answer-judge@v1 with policy judge@v1 on simulated/sim-large, then simulated/sim-small',
];
const KEPT = [
  'keep     policy default@v1 is published',
  'keep     policy judge@v1 is published',
  'keep     prompt support-agent@v6 is published',
  'keep     prompt support-agent@v7 is published',
  'keep     prompt ticket-triage@v1 is published',
  'keep     prompt answer-judge@v1 is published',
  'keep     support-agent@v7 is pinned (offset 0)',
  'keep     ticket-triage@v1 is pinned (offset 1)',
  'keep     answer-judge@v1 is pinned (offset 2)',
];

let root: string;
let file: string;
let broker: DevBroker;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'gauntlet-deploy-'));
  for (const folder of ['prompts', 'policies', 'deployments']) {
    cpSync(join(REPOSITORY, folder), join(root, folder), { recursive: true });
  }
  file = join(root, 'deployments/local.yaml');
  broker = await DevBroker.start({ port: 0, dataDir: join(root, 'broker') });
  process.env.KAFKA_BROKERS = broker.address;
  await createTopics({ brokers: [broker.address], partitions: 1 });
});

afterEach(async () => {
  await broker.close();
  rmSync(root, { recursive: true });
});

async function run(options: DeployOptions = {}): Promise<string[]> {
  const lines: string[] = [];
  await deploy(file, options, { line: (text) => lines.push(text), value: () => undefined });
  return lines;
}

function pinnedVersion(prompt: string): Promise<string> {
  return withRegistry(({ projection }) => Promise.resolve(projection.resolve(prompt, 'k').pin.prompt.version));
}

describe('gauntlet deploy', () => {
  it('publishes and pins what this repository ships, and nothing the second time', async () => {
    expect(await run()).toEqual([...SHIPPED, '3 prompts: 9 changes published']);
    expect(await pinnedVersion('support-agent')).toBe('v7');
    expect(await run()).toEqual([...KEPT, '3 prompts: 0 changes published']);
  });

  it('plans without publishing', async () => {
    expect((await run({ dryRun: true })).slice(0, -1)).toEqual(SHIPPED);
    expect((await run()).slice(0, -1)).toEqual(SHIPPED);
  });

  it('pins as the file has it by now, but not at a start', async () => {
    await run();
    writeFileSync(file, readFileSync(file, 'utf8').replace('version: v7', 'version: v6'));
    const kept = 'keep     support-agent@v7 is pinned (offset 0); the file has another prompt';
    expect(await run({ onlyNew: true })).toContain(kept);
    expect(await pinnedVersion('support-agent')).toBe('v7');
    expect((await run()).join('\n')).toMatch(/pin {6}support-agent@v6 .*; changes prompt of the pin at offset 0\n/);
    expect(await pinnedVersion('support-agent')).toBe('v6');
  });

  it('pins a backup with a prompt version of its own', async () => {
    const backup = 'model: sim-small, parameters: { temperature: 0.2,';
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(backup, backup.replace('parameters', 'version: v6, parameters')),
    );
    const pinned = 'support-agent@v7 with policy default@v1 on simulated/sim-large, then simulated/sim-small (v6)';
    expect(await run()).toContain(`pin      ${pinned}`);
    const lines: string[] = [];
    await listPrompts({ line: (text) => lines.push(text), value: () => undefined });
    expect(lines.join('\n')).toMatch(/^support-agent@v6 +backup .*\nsupport-agent@v7 +pinned /m);
  });

  it('refuses changed content of a published version and publishes nothing', async () => {
    await run();
    const prompt = join(root, 'prompts/support-agent/v7.prompt.yml');
    writeFileSync(prompt, `${readFileSync(prompt, 'utf8')}# changed\n`);
    writeFileSync(join(root, 'prompts/support-agent/v8.prompt.yml'), readFileSync(prompt));
    await expect(run()).rejects.toThrow(/v7\.prompt\.yml was published with other content/);
    rmSync(prompt);
    expect(await run({ dryRun: true })).toContain('publish  prompt support-agent@v8');
  });

  it('names a file that is no version', async () => {
    writeFileSync(join(root, 'prompts/support-agent/draft.prompt.yml'), '');
    await expect(run()).rejects.toThrow(/draft\.prompt\.yml: its name must be v1\.prompt\.yml/);
  });
});

describe('gauntlet deploy without Kafka', () => {
  it('says what to check', async () => {
    process.env.KAFKA_BROKERS = '127.0.0.1:1';
    await expect(run({ limitMs: 200 })).rejects.toThrow(/check that it runs there, or set KAFKA_BROKERS/);
  });
});
