import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { ManagedProcess } from './processes/managed-process';
import type { Stack } from './stack';

/** `model-invoker-16` and a blank. */
const NAME_WIDTH = 17;
const QUESTION = 'How long do I have to return an item?';

/** What a newcomer needs next: addresses, where the logs are, and one request to try. */
export async function banner(stack: Stack, startedAt: number): Promise<string> {
  const instances = stack.processes.flatMap(({ processes }) => processes);
  const ingress = await stack.url('ingress');
  const body = JSON.stringify({ model: 'support-agent', messages: [{ role: 'user', content: QUESTION }] });
  return [
    '',
    `Gauntlet is ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`,
    '',
    ...(await Promise.all(instances.map(instanceRow))),
    row('database', withoutPassword(stack.databaseUrl)),
    ...(existsSync(stack.databaseUrlFile) ? [row('', `its password is in ${shown(stack.databaseUrlFile)}`)] : []),
    row('Kafka', stack.brokers),
    row('logs', shown(stack.logs)),
    '',
    'Try this, then GET /v1/requests/<request_id> for the record:',
    '',
    `  curl -s ${ingress}/v1/chat/completions -H 'content-type: application/json' \\`,
    `    -d '${body}'`,
    '',
    'Ctrl-C stops everything and loses nothing.',
    '',
  ].join('\n');
}

async function instanceRow(instance: ManagedProcess): Promise<string> {
  const { port } = await instance.ready();
  return row(instance.name, `http://127.0.0.1:${port}/health/ready (process ${instance.pid})`);
}

function row(name: string, value: string): string {
  return `  ${name.padEnd(NAME_WIDTH)}${value}`;
}

function shown(path: string): string {
  return relative(process.cwd(), path) || '.';
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.password = '';
  return url.href;
}
