import type { RequestRecord } from '@gauntlet/contracts/http';
import { parametersLine } from '@gauntlet/registry';
import { counted } from '../terminal/counted';
import type { Terminal } from '../terminal/terminal';
import type { IngressClient } from './ingress-client';
import { dollars, milliseconds, modelLabel, tokens, waterfall } from './waterfall';

/** Prints the record of a request, stage by stage; one that is still on its way after 5 s is said to be. */
export async function show(id: string, client: IngressClient, terminal: Terminal): Promise<void> {
  const record = await client.record(id);
  if (!record) terminal.line(`${id} was accepted and has no answer yet`);
  if (record) for (const line of recordLines(record)) terminal.line(line);
  terminal.value(record ?? { id, status: 'pending' });
}

/** A record for a person. */
export function recordLines(record: RequestRecord): string[] {
  const { id, outcome, flags, reason, usage, latency_ms, accepted_at } = record;
  return [
    row('request', id),
    row('outcome', [outcome, ...flags].join(', ') + (reason ? ` (${reason})` : '')),
    row('prompt', promptOf(record)),
    row('model', modelOf(record)),
    row('cost', `${dollars(usage.cost_usd)}, ${tokens(usage)}`),
    row('time', `${milliseconds(latency_ms.total ?? 0)} from ${accepted_at}`),
    '',
    ...waterfall(record),
    '',
    row('input', record.input),
    row('answer', record.answer),
  ];
}

function promptOf({ prompt, pin }: RequestRecord): string {
  const isPinned = prompt.endsWith(`@${pin.prompt.version}`);
  const notes = [isPinned ? '' : `the backup’s (pinned ${pin.prompt.version})`, pin.canary ? 'canary' : ''];
  return [prompt, ...notes.filter(Boolean), `pin at offset ${pin.offset}`].join(', ');
}

function modelOf({ provider, model, stages }: RequestRecord): string {
  const calls = stages.flatMap(({ attempts = [] }) => attempts);
  const asked = parametersLine(calls.findLast(({ outcome }) => outcome === 'succeeded')?.parameters ?? {});
  if (model !== null) return `${modelLabel(provider, model)}${asked ? ` (${asked})` : ''}`;
  return calls.length === 0 ? 'none was asked' : `none answered in ${counted(calls.length, 'call')}`;
}

// Further lines of a text are indented, so that none passes for a row of its own.
function row(name: string, value: string): string {
  return `${name.padEnd(9)} ${value.replaceAll('\n', `\n${' '.repeat(10)}`)}`;
}
