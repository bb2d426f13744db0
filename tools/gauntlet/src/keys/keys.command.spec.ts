import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DevBroker } from '@gauntlet/dev-broker';
import { createTopics } from '@gauntlet/messaging';
import { temporaryDirectory } from '@gauntlet/testing';
import type { Terminal } from '../terminal/terminal';
import { createApiKey, listApiKeys, revokeApiKey } from './keys.command';

interface Shown {
  readonly id: string;
  readonly key?: string;
  readonly revoked?: unknown;
}

let data: ReturnType<typeof temporaryDirectory>;
let broker: DevBroker;
const FLAGS = { tenant: 'shop', scope: ['requests:write', 'requests:write'] as const, label: 'checkout', by: 'ada' };

beforeEach(async () => {
  data = temporaryDirectory();
  broker = await DevBroker.start({ port: 0, dataDir: data.path });
  Object.assign(process.env, { KAFKA_BROKERS: broker.address, GAUNTLET_KEY_PEPPER: 'pepper-for-the-spec' });
  process.env.GAUNTLET_DATA_DIR = data.path;
  await createTopics({ brokers: [broker.address], partitions: 1 });
});

afterEach(async () => {
  await broker.close();
  data.remove();
  delete process.env.GAUNTLET_KEY_PEPPER;
  delete process.env.GAUNTLET_DATA_DIR;
});

async function shownBy(run: (terminal: Terminal) => Promise<void>): Promise<{ lines: string[]; value: unknown }> {
  const lines: string[] = [];
  const values: unknown[] = [];
  await run({ line: (text) => lines.push(text), value: (value) => values.push(value) });
  return { lines, value: values[0] };
}

describe('gauntlet keys', () => {
  it('says how to make a key where there is none', async () => {
    const { lines, value } = await shownBy(listApiKeys);
    expect(lines.at(-1)).toBe('no keys; `gauntlet keys create` makes one');
    expect(value).toEqual([]);
  });

  it('shows the text of a new key once, and never its hash', async () => {
    const { lines, value } = await shownBy((terminal) => createApiKey(FLAGS, terminal));
    const { id, key } = value as Shown;
    expect(lines[1]).toBe(key);
    expect(value).toEqual(expect.objectContaining({ tenant: 'shop', scopes: ['requests:write'], label: 'checkout' }));
    const listed = await shownBy(listApiKeys);
    expect(listed.lines[1]).toMatch(new RegExp(`^${id} +shop +requests:write .* ada +in force +checkout$`));
    expect(JSON.stringify(listed)).not.toContain(key);
    expect(JSON.stringify([value, listed])).not.toMatch(/[0-9a-f]{64}/);
  });

  it('revokes a key once, with the first reason, and names one that is not there', async () => {
    const { value } = await shownBy((terminal) => createApiKey(FLAGS, terminal));
    const { id } = value as Shown;
    await shownBy((terminal) => revokeApiKey(id, { reason: 'laptop lost', by: 'ada' }, terminal));
    await shownBy((terminal) => revokeApiKey(id, { reason: 'again', by: 'bob' }, terminal));
    const [listed] = (await shownBy(listApiKeys)).value as Shown[];
    expect(listed?.revoked).toMatchObject({ by: 'ada', reason: 'laptop lost' });
    const unknown = shownBy((terminal) => revokeApiKey('key_none', { reason: 'x' }, terminal));
    await expect(unknown).rejects.toThrow(/no API key has the id "key_none"/);
  });

  it('takes the pepper of npm start where none is set, and says which', async () => {
    delete process.env.GAUNTLET_KEY_PEPPER;
    writeFileSync(join(data.path, 'secrets.json'), '{"GAUNTLET_KEY_PEPPER":"pepper-of-the-data-folder"}');
    const { lines } = await shownBy((terminal) => createApiKey(FLAGS, terminal));
    expect(lines[0]).toBe(`for a Gauntlet with the pepper in ${join(data.path, 'secrets.json')}`);
    expect(lines).toHaveLength(3);
  });

  it('makes no key without a pepper', async () => {
    delete process.env.GAUNTLET_KEY_PEPPER;
    await expect(shownBy((terminal) => createApiKey(FLAGS, terminal))).rejects.toThrow(
      /GAUNTLET_KEY_PEPPER is not set/,
    );
  });
});
