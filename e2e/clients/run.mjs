// Independent clients against the dev-broker and a running Gauntlet: nobody in this repository wrote both ends.
// Ends with one line, `N passed, M failed`. A client that can't be had is a failure, never a skip.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startGauntlet } from '../gauntlet-process.mjs';
import { startGuardedIngress } from './guarded-ingress.mjs';
import { kafkaPythonChecks } from './kafka-python.mjs';
import { kcatChecks } from './kcat.mjs';
import { kcatRecordChecks } from './kcat-records.mjs';
import { openaiPythonChecks } from './openai-python.mjs';
import { schemathesisChecks } from './schemathesis.mjs';

const PROGRAM = resolve(import.meta.dirname, '../../libs/dev-broker/dist/main.js');
const dataDir = mkdtempSync(join(tmpdir(), 'gauntlet-clients-'));

async function startBroker() {
  const env = { ...process.env, DEV_BROKER_PORT: '0', GAUNTLET_DATA_DIR: dataDir };
  const child = fork(PROGRAM, { env });
  const exited = once(child, 'exit').then(([code]) => Promise.reject(new Error(`dev-broker ended with code ${code}`)));
  const [{ port }] = await Promise.race([once(child, 'message'), exited]);
  exited.catch(() => undefined); // From here on a broker that ends fails the checks that need it.
  return { child, address: `127.0.0.1:${port}` };
}

/** Runs the checks of one client in their order; each yields its name and either nothing or an error. */
async function report(client, checks) {
  const counts = { passed: 0, failed: 0 };
  try {
    for await (const { name, error } of checks) {
      counts[error ? 'failed' : 'passed'] += 1;
      console.log(error ? `FAILED ${client}: ${name}\n${error.message ?? error}` : `ok     ${client}: ${name}`);
    }
  } catch (error) {
    counts.failed += 1;
    console.log(`FAILED ${client}: ${error.message}`);
  }
  return counts;
}

const broker = await startBroker();
const all = [
  await report('kcat', kcatChecks(broker.address)),
  await report('kafka-python', kafkaPythonChecks(broker.address)),
];
broker.child.kill('SIGTERM');
await once(broker.child, 'exit');
rmSync(dataDir, { recursive: true });

const gauntlet = await startGauntlet();
all.push(await report('kcat', kcatRecordChecks(gauntlet)));
const guarded = await startGuardedIngress(gauntlet);
all.push(await report('openai-python', openaiPythonChecks(gauntlet.url, guarded)));
await guarded.stop();
all.push(await report('schemathesis', schemathesisChecks(gauntlet.url)));
await gauntlet.stop();

const passed = all.reduce((sum, counts) => sum + counts.passed, 0);
const failed = all.reduce((sum, counts) => sum + counts.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
