import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { Logger } from '@nestjs/common';
import type { Command } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DevBroker } from '@gauntlet/dev-broker';
import { temporaryDirectory } from '@gauntlet/testing';
import { EXIT } from './exit';
import { createProgram } from './program';
import { run } from './run';
import { stdoutTerminal } from './terminal/terminal';

const LOCAL_ONLY = ['prompts lint', 'dataset lint', 'guardrails explain', 'guardrails eval', 'guardrails calibrate'];
/** They have exit codes of their own and no limit. */
const WITHOUT_LIMIT = /^(?:eval|drift) /;
/** It starts a Gauntlet of its own where none answers. */
const STARTS_ONE = 'demo';

/** Of options that don't take any word. */
const VALUES: Readonly<Record<string, string>> = { '--from': '-1d' };

interface Leaf {
  readonly name: string;
  readonly argv: readonly string[];
}

/** Every command that there is, with what it can't do without. */
function leaves(command: Command = createProgram(), words: readonly string[] = []): Leaf[] {
  if (command.commands.length > 0) return command.commands.flatMap((one) => leaves(one, [...words, one.name()]));
  const args = command.registeredArguments.filter(({ required }) => required).map(() => 'x@v1');
  const options = command.options
    .filter(({ mandatory }) => mandatory)
    .flatMap(({ long }) => [long ?? '', VALUES[long ?? ''] ?? 'x']);
  const all = command.options.some(({ long }) => long === '--all') ? ['--all'] : [];
  return [{ name: words.join(' '), argv: [...words, ...args, ...options, ...all] }];
}

const remote = leaves().filter(({ name }) => !LOCAL_ONLY.includes(name) && !WITHOUT_LIMIT.test(name));
let said: string[];
const logged = () => said.join('\n');

function pointAllAt(address: string): void {
  vi.stubEnv('KAFKA_BROKERS', address);
  vi.stubEnv('GAUNTLET_URL', `http://${address}`);
  vi.stubEnv('GAUNTLET_KEY_PEPPER', 'pepper-for-the-spec');
}

beforeAll(() => Logger.overrideLogger(['error']));
beforeEach(() => {
  said = [];
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((line: string) => said.push(line) && undefined);
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('a command ends', () => {
  let silent: Server;
  beforeAll(async () => {
    silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  afterAll(() => silent.close());

  it('in its time where connections are accepted and nothing is ever answered', async () => {
    pointAllAt(`127.0.0.1:${(silent.address() as AddressInfo).port}`);
    const codes = await Promise.all(remote.map(({ argv }) => run(['--timeout', '0.5', ...argv])));
    expect(codes).toEqual(remote.map(() => EXIT.retry));
    for (const { name } of remote) expect(logged()).toContain(`gauntlet ${name} did not end within 0.5 s`);
  });

  it('with what to check where nothing listens', async () => {
    pointAllAt('127.0.0.1:1');
    const commands = remote.filter(({ name }) => name !== STARTS_ONE);
    const codes = await Promise.all(commands.map(({ argv }) => run(argv)));
    expect(codes).toEqual(commands.map(() => EXIT.retry));
    const line = expect.stringMatching(/^gauntlet: .*(check that it runs there|start Gauntlet)/) as string;
    expect(said).toEqual(commands.map(() => line));
  });

  it.each([
    ['an unknown command', ['deplyo']],
    ['a missing option', ['keys', 'create']],
    ['arguments that contradict each other', ['dlq', 'retry']],
  ])('with its own code for %s', async (_, argv) => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await run(argv)).toBe(EXIT.usage);
  });
});

describe('a Kafka without topics', () => {
  const directory = temporaryDirectory();
  let broker: DevBroker;
  beforeAll(async () => {
    broker = await DevBroker.start({ port: 0, dataDir: directory.path });
  });
  afterAll(async () => {
    await broker.close();
    directory.remove();
  });

  it.each(['deploy', 'status', 'keys list', 'tail', 'dlq list'])(
    '%s names the command that makes them',
    async (line) => {
      pointAllAt(broker.address);
      expect(await run(line.split(' '))).toBe(EXIT.failed);
      expect(said).toEqual([
        expect.stringMatching(/^gauntlet: Kafka at .* has no .*; create them with "gauntlet topics create"$/),
      ]);
    },
  );

  it('gets them once, and says what differs from then on', async () => {
    pointAllAt(broker.address);
    expect(await run(['topics', 'create', '--partitions', '2'])).toBe(EXIT.done);
    expect(said.at(-1)).toMatch(/^\d+ topics created, 0 existed$/);
    said = [];
    expect(await run(['topics', 'create', '--partitions', '2'])).toBe(EXIT.done);
    expect(said).toEqual([expect.stringMatching(/^0 topics created, \d+ existed$/)]);
    expect(await run(['topics', 'create', '--partitions', '1'])).toBe(EXIT.done);
    expect(said).toContain('differs  llm.request.accepted.v1: partitions is 2, 1 was asked for');
    expect(await run(['deploy', 'deployments/local.yaml'])).toBe(EXIT.done);
  });

  it('is found by the variables of npm start', async () => {
    vi.stubEnv('KAFKA_BROKERS', '');
    vi.stubEnv('DEV_BROKER_PORT', String(broker.port));
    expect(await run(['prompts', 'list'])).toBe(EXIT.done);
    expect(logged()).toContain('support-agent@v7');
  });
});

describe('text of others', () => {
  it('reaches the terminal as text, in errors too', async () => {
    expect(await run(['prompts', 'show', 'a\u001b]0;owned\u0007.yml'])).toBe(EXIT.failed);
    expect(logged()).not.toMatch(/[\u001b\u0007]/);
    expect(logged()).toContain('a\\u001b]0;owned\\u0007.yml');
  });

  it('reaches the terminal as text in lines, and as what it means in JSON', () => {
    stdoutTerminal({ json: false }).line('a\u001b[2J\nb');
    stdoutTerminal({ json: true }).value({ a: '\u009b2J' });
    expect(said).toEqual(['a\\u001b[2J\nb', '{"a":"\\u009b2J"}']);
  });
});
