import { isSetByHand } from '@gauntlet/registry';
import { withRegistry } from '../kafka/with-kafka';
import { pin, rollback } from '../pins/pin.command';
import type { IngressClient, Question } from '../requests/ingress-client';
import { show } from '../requests/show.command';
import type { Terminal } from '../terminal/terminal';
import { DemoOnRealModelError } from './demo.errors';
import { BAD_DAY, GOOD_DAY, ONLY_IN_V7 } from './demo-requests';
import { startUnlessRunning } from './demo-stack';

const ASKER = { tenant: 'default', stickyKey: '' };

/**
 * Sends a handful of telling requests and shows the record of each, with a rollback in the middle; beside a running
 * Gauntlet, else with one that it starts and stops. Pins are left as they were.
 * @throws DemoOnRealModelError where a real model answers: nobody's pins are changed for a show.
 */
export async function demo(client: IngressClient, terminal: Terminal): Promise<void> {
  const stack = await startUnlessRunning(client, terminal);
  try {
    await assertSimulated(ONLY_IN_V7.prompt);
    for (const { title, question } of GOOD_DAY) await showOne(title, question, { client, terminal });
    await showRollback(client, terminal);
    for (const { title, question } of BAD_DAY) await showOne(title, question, { client, terminal });
  } finally {
    await stack.stop();
  }
}

async function assertSimulated(prompt: string): Promise<void> {
  const { provider, model } = await withRegistry(({ projection }) => {
    return Promise.resolve(projection.resolve(prompt, ASKER).pin.model);
  });
  if (provider !== 'simulated') throw new DemoOnRealModelError(prompt, `${provider}/${model}`);
}

async function showOne(
  title: string,
  question: Question,
  { client, terminal }: { client: IngressClient; terminal: Terminal },
): Promise<void> {
  heading(title, terminal);
  const answer = await client.ask(question);
  await show(answer.gauntlet.request_id, client, terminal);
}

async function showRollback(client: IngressClient, terminal: Terminal): Promise<void> {
  const { prompt: name } = ONLY_IN_V7;
  const { before, via } = await inForce(name);
  const other = before === 'v6' ? 'v7' : 'v6';
  await showOne(`the answer before a change of version (${before})`, ONLY_IN_V7, { client, terminal });
  heading(`gauntlet pin ${name}@${other}`, terminal);
  await pin({ prompt: { name, version: other } }, { reason: 'demo: another version' }, terminal);
  try {
    await showOne(`the same question, rendered with ${other}`, ONLY_IN_V7, { client, terminal });
  } finally {
    heading(`gauntlet rollback ${name}`, terminal);
    await rollback(name, { reason: 'demo: and back', via }, terminal);
  }
  await showOne(`the same question again, with ${before}`, ONLY_IN_V7, { client, terminal });
}

// A pin that a deployment set is the deployment's again afterwards, or the next one would keep it as set by hand.
function inForce(prompt: string) {
  return withRegistry(({ projection }) => {
    const { pin } = projection.resolve(prompt, ASKER);
    const record = projection.inForce(prompt);
    const via = record && !isSetByHand(record) ? ('deploy' as const) : undefined;
    return Promise.resolve({ before: pin.prompt.version, via });
  });
}

function heading(text: string, terminal: Terminal): void {
  terminal.line('');
  terminal.line(`=== ${text}`);
  terminal.line('');
}
