import type { ChatCompletion } from '@gauntlet/contracts/http';
import type { Terminal } from '../terminal/terminal';
import type { IngressClient, Question } from './ingress-client';
import { dollars, milliseconds, modelLabel } from './waterfall';

/** Sends one request, prints its answer and how it came about. Throws as {@link IngressClient} does. */
export async function ask(question: Question, client: IngressClient, terminal: Terminal): Promise<void> {
  const answer = await client.ask(question);
  terminal.line(answer.choices[0]?.message.content ?? '');
  terminal.line('');
  terminal.line(summaryOf(answer.gauntlet));
  terminal.value(answer);
}

function summaryOf(facts: ChatCompletion['gauntlet']): string {
  const { outcome, flags, reason, prompt, provider, model, latency_ms, cost_usd, request_id } = facts;
  const how = [outcome, ...flags].join(', ') + (reason ? ` (${reason})` : '');
  const where = model === null ? prompt : `${prompt} on ${modelLabel(provider, model)}`;
  const took = `${milliseconds(latency_ms.total ?? 0)}, ${dollars(cost_usd)}`;
  return `${how}: ${where}, ${took}; gauntlet show ${request_id}`;
}
