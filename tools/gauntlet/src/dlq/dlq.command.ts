import { printable } from '@gauntlet/launcher/printable';
import { writeRecords } from '@gauntlet/messaging';
import { authorship } from '../authorship';
import { reachKafka } from '../kafka/reach-kafka';
import { counted } from '../terminal/counted';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { type Handling, markOf, originalOf, text } from './dead-letter';
import { viewOf } from './dead-letter-view';
import { deadLetterOf, openDeadLetters, readDeadLetters, retryableDeadLetters } from './read-dead-letters';

/** Lists dead letters nobody has taken care of, oldest first; `all` adds the others. */
export async function listDeadLetters({ all = false }: { all?: boolean }, terminal: Terminal): Promise<void> {
  const letters = (await readDeadLetters()).filter(({ handling }) => all || handling === null);
  const views = await Promise.all(letters.map((letter) => viewOf(letter)));
  const rows = views.map((one) => [one.id, one.at, one.group, one.code, one.key ?? '-', one.handled?.how ?? '']);
  for (const line of table([['letter', 'at', 'group', 'error', 'key', 'handled'], ...rows])) terminal.line(line);
  if (letters.length === 0)
    terminal.line(all ? 'no dead letters' : 'no dead letters to handle; --all lists handled ones');
  terminal.value(views);
}

/** Prints one letter: where it comes from, why it is here, its headers; its content only when it is asked for. */
export async function showDeadLetter(
  id: string,
  { content = false }: { content?: boolean },
  terminal: Terminal,
): Promise<void> {
  const shown = await viewOf(deadLetterOf(await readDeadLetters(), id), { content });
  const { key, headers, content: value, ...rest } = shown;
  for (const [name, one] of Object.entries(rest)) terminal.line(printable(`${name.padEnd(10)} ${describe(one)}`));
  terminal.line(printable(`key        ${key ?? '(none)'}`));
  for (const [name, one] of Object.entries(headers)) terminal.line(printable(`header     ${name}: ${one}`));
  if (content) terminal.line(`content    ${value ?? '(none)'}`);
  terminal.value(shown);
}

/**
 * Puts letters back into the topics that they came from, bytes and headers as they were (so with the same event id), and
 * marks them. Cut off in between, a letter is still listed and a second try repeats its event, which is safe.
 */
export function retryDeadLetters(ids: readonly string[], by: string | undefined, terminal: Terminal): Promise<void> {
  return handle(ids, { how: 'retried', ...authorship({ by, reason: 'retry' }) }, terminal);
}

/** Marks letters as handled without doing anything about them. */
export function dropDeadLetters(
  ids: readonly string[],
  { by, reason }: { by?: string; reason: string },
  terminal: Terminal,
): Promise<void> {
  return handle(ids, { how: 'dropped', ...authorship({ by, reason }) }, terminal);
}

async function handle(ids: readonly string[], handling: Handling, terminal: Terminal): Promise<void> {
  const isRetry = handling.how === 'retried';
  const letters = await (isRetry ? retryableDeadLetters(ids) : openDeadLetters(ids));
  const records = letters.flatMap((letter) => [...(isRetry ? [originalOf(letter)] : []), markOf(letter, handling)]);
  if (records.length > 0) await reachKafka([], (client) => writeRecords(client, records));
  for (const { id, record } of letters) {
    const where = isRetry ? ` to ${text(record, 'dlq-topic')}` : '';
    terminal.line(printable(`${handling.how.padEnd(8)} ${id}${where}`));
  }
  terminal.line(`${counted(letters.length, 'dead letter')} ${handling.how}`);
  terminal.value(letters.map(({ id }) => ({ id, ...handling })));
}

function describe(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
