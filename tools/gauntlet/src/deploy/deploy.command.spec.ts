import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DevBroker } from '@gauntlet/dev-broker';
import { createTopics } from '@gauntlet/messaging';
import { planRollback } from '@gauntlet/registry';
import { withRegistry } from '../kafka/with-kafka';
import { pin, rollback } from '../pins/pin.command';
import { publishPin } from '../pins/publish-pin';
import { listPrompts } from '../prompts/prompts-list.command';
import { deploy, type DeployOptions } from './deploy.command';
import { PinsHeldError } from './deploy.errors';

const REPOSITORY = resolve(__dirname, '../../../..');
const modelsWith = (parameters: string) =>
  `simulated/sim-large (${parameters}), then simulated/sim-small (${parameters})`;
const SHIPPED = [
  'publish  prompt injection-judge@v1',
  'publish  prompt injection-judge@v2',
  'publish  policy default@v1',
  'publish  policy default@v2',
  'publish  policy judge@v1',
  'publish  prompt support-agent@v6',
  'publish  prompt support-agent@v7',
  'publish  prompt support-agent@v8',
  'publish  prompt ticket-triage@v1',
  'publish  prompt answer-judge@v1',
  `pin      support-agent@v7 with policy default@v2 on ${modelsWith('temperature 0.2, max_completion_tokens 300')}`,
  `pin      ticket-triage@v1 with policy default@v2 on ${modelsWith('temperature 0, max_completion_tokens 200')}`,
  `pin      answer-judge@v1 with policy judge@v1 on ${modelsWith('temperature 0, max_completion_tokens 300')}, only for gauntlet`,
];
const KEPT = [
  'keep     prompt injection-judge@v1 is published',
  'keep     prompt injection-judge@v2 is published',
  'keep     policy default@v1 is published',
  'keep     policy default@v2 is published',
  'keep     policy judge@v1 is published',
  'keep     prompt support-agent@v6 is published',
  'keep     prompt support-agent@v7 is published',
  'keep     prompt support-agent@v8 is published',
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

let lines: string[];

async function run(options: DeployOptions = {}): Promise<string[]> {
  lines = [];
  await deploy(file, options, { line: (text) => lines.push(text), value: () => undefined });
  return lines;
}

function pinnedVersion(prompt: string): Promise<string> {
  return withRegistry(({ projection }) =>
    Promise.resolve(projection.resolve(prompt, { tenant: 'shop', stickyKey: 'k' }).pin.prompt.version),
  );
}

describe('gauntlet deploy', () => {
  it('publishes and pins what this repository ships, and nothing the second time', async () => {
    expect(await run()).toEqual([...SHIPPED, '3 prompts: 13 changes published']);
    expect(await pinnedVersion('support-agent')).toBe('v7');
    expect(await run()).toEqual([...KEPT, '3 prompts: 0 changes published']);
  });

  it('notes policies that no deployment names', async () => {
    cpSync(join(root, 'policies/default'), join(root, 'policies/strict'), { recursive: true });
    cpSync(join(root, 'policies/default'), join(root, 'policies/other'), { recursive: true });
    cpSync(join(root, 'policies/default/v1.policy.yml'), join(root, 'policies/v1.policy.yml'));
    writeFileSync(join(root, 'deployments/own.yaml'), 'prompts: { x: { version: 1, policy: other@v1, wrong');
    const notes = (await run({ dryRun: true })).filter((line) => line.startsWith('note'));
    expect(notes).toEqual([
      expect.stringContaining('policy strict is named by no deployment file, so it is not published; name it'),
      expect.stringContaining('policies/v1.policy.yml is in no folder of a policy, so nothing reads it'),
    ]);
  });

  it('plans without publishing', async () => {
    expect((await run({ dryRun: true })).slice(0, -1)).toEqual(SHIPPED);
    expect((await run()).slice(0, -1)).toEqual(SHIPPED);
  });

  it('pins as the file has it by now, but not at a start', async () => {
    await run();
    writeFileSync(file, readFileSync(file, 'utf8').replace('version: v7', 'version: v6'));
    const kept = 'keep     support-agent@v7 is pinned (offset 0); the file has another prompt, model, backups';
    expect(await run({ onlyNew: true })).toContain(kept);
    expect(await pinnedVersion('support-agent')).toBe('v7');
    const said = (await run()).join('\n');
    expect(said).toMatch(
      /pin {6}support-agent@v6 .*; changes prompt, model, backups of the pin at offset 0\n {9}was support-agent@v7 /,
    );
    expect(await pinnedVersion('support-agent')).toBe('v6');
  });

  it('pins a backup with a prompt version of its own', async () => {
    const backup = 'model: sim-small }';
    writeFileSync(file, readFileSync(file, 'utf8').replace(backup, 'model: sim-small, version: v6 }'));
    expect((await run()).join('\n')).toMatch(
      /^pin {6}support-agent@v7 .*, then simulated\/sim-small \(v6, temperature/m,
    );
    const listed: string[] = [];
    await listPrompts({ line: (text) => listed.push(text), value: () => undefined });
    expect(listed.join('\n')).toMatch(/^support-agent@v6 +backup .*\nsupport-agent@v7 +pinned /m);
  });

  it('refuses changed content of a published version and publishes nothing', async () => {
    await run();
    const prompt = join(root, 'prompts/support-agent/v7.prompt.yml');
    writeFileSync(prompt, `${readFileSync(prompt, 'utf8')}# changed\n`);
    writeFileSync(join(root, 'prompts/support-agent/v10.prompt.yml'), readFileSync(prompt));
    await expect(run()).rejects.toThrow(/v7\.prompt\.yml was published with other content/);
    rmSync(prompt);
    expect(await run({ dryRun: true })).toContain('publish  prompt support-agent@v10');
  });

  it('names a file that is no version', async () => {
    writeFileSync(join(root, 'prompts/support-agent/draft.prompt.yml'), '');
    await expect(run()).rejects.toThrow(/draft\.prompt\.yml: its name must be v1\.prompt\.yml/);
  });

  it('names a file that is no text', async () => {
    mkdirSync(join(root, 'prompts/support-agent/v9.prompt.yml'));
    await expect(run()).rejects.toThrow(/^prompts\/support-agent\/v9\.prompt\.yml: the file is a folder/);
    writeFileSync(file, Buffer.from('prompts: ä', 'latin1'));
    await expect(run()).rejects.toThrow(/local\.yaml: the file is not UTF-8/);
  });
});

describe('gauntlet deploy after somebody has pinned by hand', () => {
  const silent = { line: () => undefined, value: () => undefined };
  const change = (what: string, into: string) => writeFileSync(file, readFileSync(file, 'utf8').replaceAll(what, into));

  beforeEach(async () => {
    await run();
    const prompt = { name: 'support-agent', version: 'v6' };
    await pin({ prompt }, { reason: 'v7 is rude', by: 'alice' }, silent);
    change('Not judged.', 'Not judged yet.');
  });

  it('does the rest, says what it kept and why, and fails with a code of its own', async () => {
    await expect(run()).rejects.toThrow(PinsHeldError);
    const said = lines.join('\n');
    expect(said).toMatch(
      /^keep {5}support-agent@v6 .*; the file has another prompt, model, backups; --take-over support-agent replaces it$/m,
    );
    expect(said).toMatch(/^ {9}is support-agent@v6 .* \(offset 3\), set by alice with pin at \S+: v7 is rude$/m);
    expect(said).toMatch(/^pin {6}answer-judge@v1 /m);
    expect(await pinnedVersion('support-agent')).toBe('v6');
    await expect(run()).rejects.toMatchObject({ code: 'pins_held' });
    expect(lines.at(-1)).toBe('3 prompts: 0 changes published');
  });

  it('replaces it when told to', async () => {
    expect((await run({ takeOver: ['support-agent'] })).at(-1)).toBe('3 prompts: 2 changes published');
    expect(await pinnedVersion('support-agent')).toBe('v7');
  });

  it('is limited to the prompts that are named', async () => {
    const said = (await run({ prompt: ['answer-judge'] })).join('\n');
    expect(said).toMatch(/^1 prompt: 1 change published$/m);
    expect(said).not.toContain('support-agent');
  });

  it('corrects a mistyped name before it publishes anything', async () => {
    const mistyped = run({ prompt: ['suport-agent'] });
    await expect(mistyped).rejects.toThrow(
      /^--prompt suport-agent: .* did you mean support-agent\? It has support-agent, /,
    );
    await expect(run({ takeOver: ['ticket-triag'] })).rejects.toThrow(/did you mean ticket-triage\?/);
    const left = run({ prompt: ['answer-judge'], takeOver: ['support-agent'] });
    await expect(left).rejects.toThrow(/--take-over support-agent: .*It has answer-judge$/);
  });

  it('goes on where a rollback gave the pin back to the file', async () => {
    await rollback('support-agent', { reason: 'a demo', via: 'deploy' }, silent);
    change('version: v7', 'version: v6');
    expect((await run()).at(-1)).toBe('3 prompts: 2 changes published');
  });

  it('says nothing of it at a start', async () => {
    expect((await run({ onlyNew: true })).at(-1)).toBe('3 prompts: 0 changes published');
  });

  it('pins nothing over what came after its plan', async () => {
    await withRegistry(async (state, app) => {
      const before = state.projection.pins.of('support-agent').at(-1)!;
      const { event } = planRollback(
        'support-agent',
        { by: 'bob', at: before.facts.at, reason: 'x' },
        state.projection,
      );
      await publishPin({ event: event!, before }, state, app);
      const overtaken = publishPin({ event: event!, before }, state, app);
      await expect(overtaken).rejects.toThrow(
        /support-agent was pinned meanwhile and is left so: .* set by bob with rollback/,
      );
    });
  });
});

describe('gauntlet deploy without Kafka', () => {
  it('says what to check', async () => {
    process.env.KAFKA_BROKERS = '127.0.0.1:1';
    await expect(run({ limitMs: 200 })).rejects.toThrow(/check that it runs there, or set KAFKA_BROKERS/);
  });
});
