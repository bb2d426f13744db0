import { createRequire, Module } from 'node:module';

const load = createRequire(__filename);
const REQUESTS = ['fetch', 'produce'].map((name) => `kafkajs/src/protocol/requests/${name}/index.js`);

/**
 * Has kafkajs look up the parts of its protocol once. It calls `require` at each fetch and each produce, and OpenTelemetry's
 * hook resolves the path anew each time: 0.1 to 0.2 ms of CPU for a request in a process.
 */
export function requireProtocolOnce(): void {
  for (const path of REQUESTS) {
    load(path);
    const module = load.cache[load.resolve(path)];
    if (module) module.require = remembering((id) => Module.prototype.require.call(module, id));
  }
}

function remembering(require: (id: string) => unknown): NodeJS.Require {
  const known = new Map<string, unknown>();
  const lookUp = (id: string): unknown => {
    if (!known.has(id)) known.set(id, require(id));
    return known.get(id);
  };
  return lookUp as NodeJS.Require;
}
