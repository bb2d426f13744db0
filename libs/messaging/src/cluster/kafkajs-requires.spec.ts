import { createRequire, Module } from 'node:module';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requireProtocolOnce } from './kafkajs-requires';

interface Definition {
  protocol(chosen: { version: number }): (payload: object) => unknown;
}

const load = createRequire(__filename);

function requiredBy(act: () => unknown): number {
  const { require } = Module.prototype;
  let count = 0;
  Module.prototype.require = function counted(this: Module, id: string) {
    count += 1;
    return require.call(this, id) as unknown;
  } as NodeJS.Require;
  onTestFinished(() => {
    Module.prototype.require = require;
  });
  act();
  Module.prototype.require = require;
  return count;
}

const requests = [
  ['fetch', { version: 4 }, { topics: [], maxWaitTime: 1, minBytes: 1, maxBytes: 1 }],
  ['produce', { version: 3 }, { acks: -1, timeout: 1, topicData: [] }],
] as const;

const makers = requests.map(([name, version, payload]) => {
  const definition = load(`kafkajs/src/protocol/requests/${name}/index.js`) as Definition;
  return { name, make: () => definition.protocol(version)(payload) };
});

describe('the requests of kafkajs', () => {
  it.each(makers)('call require for each $name as they are; should this fail, the patch is needless', ({ make }) => {
    make();
    expect(requiredBy(make)).toBeGreaterThan(0);
  });

  it.each(makers)('call require for the first $name alone with the patch', ({ make }) => {
    requireProtocolOnce();
    make();
    expect(requiredBy(make)).toBe(0);
  });
});
