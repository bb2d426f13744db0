import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SERVICES } from '@gauntlet/contracts';
import { temporaryDirectory } from '@gauntlet/testing';
import { createProgram } from './program';

const ROOT = resolve(__dirname, '../../..');
const TEXT = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');

interface Service {
  readonly build?: { readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

const { services } = parse(TEXT, { merge: true }) as { services: Readonly<Record<string, Service>> };
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);

/** All source text that may read a variable. */
function sources(): string {
  const folders = ['libs', 'services', 'tools'].flatMap((group) => {
    return readdirSync(join(ROOT, group)).map((name) => join(ROOT, group, name, 'src'));
  });
  const files = folders.flatMap((folder) => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => /(?<!\.spec)\.ts$/.test(name)).map((name) => join(folder, name));
  });
  return files.map((file) => readFileSync(file, 'utf8')).join('\n');
}

/** The command that these words name, which ends with the first that is none. */
function commandOf([word, ...rest]: readonly string[], command: Command = createProgram()): Command {
  const next = command.commands.find((one) => one.name() === word);
  return next ? commandOf(rest, next) : command;
}

// No container engine is needed to see that a file, a command or a variable is not there.
describe('docker-compose.yml', () => {
  it('runs every service, each from a script that is built', () => {
    expect(ours.map(([name]) => name)).toEqual(expect.arrayContaining([...SERVICES]));
    for (const [, { command: [program, script = ''] = [], build }] of ours) {
      expect(program).toBe('node');
      expect(existsSync(join(ROOT, script.replace('/dist/', '/src/').replace(/\.js$/, '.ts')))).toBe(true);
      expect(existsSync(join(ROOT, build?.dockerfile ?? ''))).toBe(true);
    }
  });

  it('calls commands and options that there are, with files that there are', () => {
    const calls = ours.map(([, { command = [] }]) => command).filter(([, script]) => script?.includes('gauntlet'));
    expect(calls.map((words) => commandOf(words.slice(2)).name())).toEqual(['create', 'deploy']);
    for (const words of calls) {
      const known = commandOf(words.slice(2)).options.map(({ long }) => long);
      for (const word of words.filter((one) => one.startsWith('--'))) expect(known).toContain(word);
      for (const file of words.filter((one) => one.endsWith('.yaml'))) expect(existsSync(join(ROOT, file))).toBe(true);
    }
  });

  it('sets variables that something reads', () => {
    const text = sources();
    for (const [, { environment = {} }] of ours) {
      const names = Object.keys(environment).filter((name) => !name.startsWith('OTEL_'));
      for (const name of names) expect(text, name).toContain(name);
    }
  });

  it('makes topics before it deploys, and deploys before a service starts', () => {
    const ended = { condition: 'service_completed_successfully' };
    expect(services.topics?.depends_on).toEqual({ kafka: { condition: 'service_healthy' } });
    expect(services.deploy?.depends_on).toEqual({ topics: ended });
    for (const name of SERVICES) expect(services[name]?.depends_on, name).toMatchObject({ deploy: ended });
    for (const name of ['topics', 'deploy']) expect(services[name]?.restart).toBe('no');
    const named = Object.values(services).flatMap(({ depends_on = {} }) => Object.keys(depends_on));
    for (const name of named) expect(services).toHaveProperty(name);
  });

  it('says how to write the secrets, every one of them and for nobody else to read', () => {
    const directory = temporaryDirectory();
    const head = TEXT.split('\n').filter((line) => line.startsWith('#   ') && !line.includes('docker'));
    execFileSync('sh', ['-c', head.map((line) => line.slice(1)).join('\n')], { cwd: directory.path });
    const env = join(directory.path, '.env');
    const [written, mode] = [readFileSync(env, 'utf8'), statSync(env).mode & 0o777];
    directory.remove();
    expect(mode).toBe(0o600);
    const needed = [...TEXT.matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => name);
    for (const name of needed) expect(written).toMatch(new RegExp(`^${name}=[0-9a-f]{64}$`, 'm'));
  });

  it('has no secret of its own, and gives each only to whoever needs it', () => {
    const holders = (name: string) =>
      ours.filter(([, { environment = {} }]) => name in environment).map(([one]) => one);
    expect(holders('GAUNTLET_KEY_PEPPER')).toEqual(['ingress']);
    expect(holders('INGRESS_IDEMPOTENCY_SECRET')).toEqual(['ingress']);
    expect(holders('DATABASE_URL')).toEqual(['ingress', 'model-invoker', 'eval-scorer', 'drift-monitor']);
    const secrets = [...TEXT.matchAll(/^ +\w*(?:PASSWORD|PEPPER|SECRET): (.*)$/gm)].map(([, value]) => value);
    expect(secrets.length).toBeGreaterThan(2);
    for (const value of secrets) expect(value).toMatch(/^\$\{\w+:\?/);
  });

  it.each(['.gitignore', '.dockerignore'])('keeps its file of secrets out of what %s is for', (file) => {
    expect(readFileSync(join(ROOT, file), 'utf8').split('\n')).toContain('.env');
  });
});
