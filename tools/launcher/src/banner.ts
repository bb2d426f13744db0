import { SERVICES } from '@gauntlet/contracts';
import { relative } from 'node:path';
import type { Stack } from './stack';

const QUESTION = 'How long do I have to return an item?';

/** What a newcomer needs next: addresses, where the logs are, and one request to try. */
export async function banner(stack: Stack, startedAt: number): Promise<string> {
  const urls = await Promise.all(SERVICES.map(async (service) => [service, await stack.url(service)] as const));
  const ingress = await stack.url('ingress');
  const body = JSON.stringify({ model: 'support-agent', messages: [{ role: 'user', content: QUESTION }] });
  return [
    '',
    `Gauntlet is ready after ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`,
    '',
    ...urls.map(([service, url]) => row(service, `${url}/health/ready`)),
    row('database', withoutForeignPassword(stack.databaseUrl)),
    row('Kafka', stack.brokers),
    row('logs', relative(process.cwd(), stack.logs) || '.'),
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

function row(name: string, value: string): string {
  return `  ${name.padEnd(15)}${value}`;
}

/** The embedded database's password is no secret and makes the URL usable; a real one is never printed. */
function withoutForeignPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  if (url.password !== 'gauntlet') url.password = '';
  return url.href;
}
