import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DevBroker } from '@gauntlet/dev-broker';
import { createTopics } from '@gauntlet/messaging';
import { PinRefusedError } from '@gauntlet/registry';
import { temporaryDirectory } from '@gauntlet/testing';
import { createProgram } from '../program';

const PROJECT = resolve(__dirname, '../../../..');
const TESTED = { prompts: 'support-agent', policies: 'default' };

describe.sequential('a prompt whose deployment says gate: required', () => {
  const data = temporaryDirectory();
  const root = temporaryDirectory();
  let broker: DevBroker;

  beforeAll(async () => {
    broker = await DevBroker.start({ port: 0, dataDir: data.path });
    process.env.KAFKA_BROKERS = broker.address;
    await createTopics({ brokers: [broker.address], partitions: 1 });
    writeProject();
    await gauntlet('deploy', join(root.path, 'deployments/local.yaml'));
  });

  afterAll(async () => {
    await broker.close();
    data.remove();
    root.remove();
  });

  function writeProject(): void {
    for (const folder of [
      'deployments',
      ...Object.entries(TESTED).map((path) => path.join('/')),
      'prompts/injection-judge',
    ]) {
      mkdirSync(join(root.path, folder), { recursive: true });
    }
    const copied = ['prompts/support-agent/v6.prompt.yml', 'prompts/support-agent/v7.prompt.yml'];
    copied.push('policies/default/v2.policy.yml', 'prompts/injection-judge/v2.prompt.yml');
    for (const path of copied) writeFileSync(join(root.path, path), readFileSync(join(PROJECT, path)));
    const prompt = '{ version: v7, policy: default@v2, cannedAnswer: Sorry., gate: required }';
    writeFileSync(join(root.path, 'deployments/local.yaml'), `prompts: { support-agent: ${prompt} }`);
  }

  /** Runs a command line as a user does; gives back what it printed. */
  async function gauntlet(...args: string[]): Promise<string> {
    const printed: string[] = [];
    const { log } = console;
    console.log = (line: string) => printed.push(line);
    try {
      await createProgram().parseAsync(args, { from: 'user' });
    } finally {
      console.log = log;
    }
    return printed.join('\n');
  }

  it('refuses a version that has passed none, with the command that makes the evidence', async () => {
    const refused = gauntlet('pin', 'support-agent@v6', '--reason', 'shorter');
    await expect(refused).rejects.toThrow(PinRefusedError);
    await expect(refused).rejects.toThrow(/Run `gauntlet eval run support-agent@v6`, then pin again/);
  });

  it('lets it be forced, and says so wherever it is listed', async () => {
    const said = await gauntlet('pin', 'support-agent@v6', '--reason', 'v7 is on fire', '--force');
    expect(said).toMatch(/^evidence none for support-agent@v6: .* it is forced\./m);
    expect(said).toMatch(/^in force support-agent@v6 .*, forced without a gate \(offset/m);
    expect(await gauntlet('pins', 'history')).toMatch(/v7 is on fire .*, forced without a gate$/m);
    expect(await gauntlet('prompts', 'list')).toMatch(/^support-agent@v6 +pinned, forced without a gate /m);
  });

  it('shows it no more once it is rolled back', async () => {
    expect(await gauntlet('rollback', 'support-agent')).toMatch(/^evidence none is needed: .* \(offset 0\)$/m);
    expect(await gauntlet('prompts', 'list')).not.toContain('forced');
  });
});
