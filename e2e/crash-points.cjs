'use strict';
// Loaded into services with `node --require` by the end-to-end world, never in production. It lets a test kill a
// process exactly at a named point: whoever reaches the point while `<E2E_CRASH_DIR>/<process>.<point>` exists takes
// that file away and dies of SIGKILL. The product knows nothing of this.
const { existsSync, unlinkSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');

const directory = process.env.E2E_CRASH_DIR;
const name = process.env.E2E_PROCESS;

function reach(point) {
  const file = join(directory, `${name}.${point}`);
  if (!existsSync(file)) return;
  try {
    unlinkSync(file);
  } catch {
    return; // another instance was first
  }
  process.kill(process.pid, 'SIGKILL');
}

function around(target, method, { before, after }) {
  const original = target[method];
  if (typeof original !== 'function') return;
  target[method] = function (...args) {
    if (before) reach(before(args));
    const result = original.apply(this, args);
    if (!after || typeof result?.then !== 'function') return result;
    return result.then((value) => {
      reach(after(args));
      return value;
    });
  };
}

function patchKafka({ Kafka }) {
  const { producer, consumer } = Kafka.prototype;
  Kafka.prototype.producer = function (...args) {
    const made = producer.apply(this, args);
    for (const method of ['send', 'sendBatch']) {
      around(made, method, { before: () => 'before-produce', after: () => 'after-produce' });
    }
    return made;
  };
  Kafka.prototype.consumer = function (...args) {
    const made = consumer.apply(this, args);
    around(made, 'commitOffsets', { before: () => 'before-commit', after: () => 'after-commit' });
    return made;
  };
}

function patchPostgres({ Client }) {
  const isWrite = (query) =>
    /^\s*(insert|update|with|commit)/i.test(typeof query === 'string' ? query : (query?.text ?? ''));
  around(Client.prototype, 'query', { after: ([query]) => (isWrite(query) ? 'after-write' : 'after-read') });
}

function patchUndici(undici) {
  around(undici, 'fetch', { after: () => 'mid-call' });
}

const patches = { kafkajs: patchKafka, pg: patchPostgres, undici: patchUndici };
const load = Module._load;
Module._load = function (request, ...rest) {
  const exported = load.call(this, request, ...rest);
  const patch = patches[request];
  if (patch) {
    delete patches[request];
    patch(exported);
  }
  return exported;
};
