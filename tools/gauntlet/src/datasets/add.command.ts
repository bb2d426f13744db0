import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseDatasetFile } from '@gauntlet/artefacts';
import type { RequestRecord } from '@gauntlet/contracts/http';
import type { IngressClient } from '../requests/ingress-client';
import { counted } from '../terminal/counted';
import type { Terminal } from '../terminal/terminal';
import { NoAnswerYetError } from './no-answer-yet.error';

/** Which request becomes a row, and what is to be expected of it. */
export interface AddOptions {
  readonly fromRequest: string;
  /** A good answer, word for word. */
  readonly expected?: string | undefined;
  readonly critical: boolean;
  readonly tags: readonly string[];
}

/**
 * Appends a recorded request to a dataset, with its personal data taken out as in the record, and checks the file. The row
 * is called by its request, and its conversation is its cluster.
 * @throws ArtefactFileError when the file would have problems, as with a request that is a row already; nothing is written then.
 * @throws IngressUnreachableError, IngressRefusedError, NoAnswerYetError as `gauntlet show` does.
 */
export async function addRow(
  file: string,
  options: AddOptions,
  { client, terminal }: { readonly client: IngressClient; readonly terminal: Terminal },
): Promise<void> {
  const record = await client.record(options.fromRequest);
  if (!record) throw new NoAnswerYetError(options.fromRequest);
  const written = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const row = rowOf(record, options);
  const added = `${written === '' || written.endsWith('\n') ? '' : '\n'}${JSON.stringify(row)}\n`;
  const { rows } = parseDatasetFile(written + added, file);
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, added);
  terminal.line(`added    ${record.id} to ${file}, which has ${counted(rows.length, 'row')} now`);
  terminal.line('         as it is in the record: personal data is taken out as far as it was recognised');
  if (options.expected === undefined)
    terminal.line('         nothing is expected of it yet; --expected says what, or write it into the file');
  terminal.value({ file, row });
}

function rowOf({ id, input, history, variables, conversation }: RequestRecord, options: AddOptions) {
  const { expected, critical, tags } = options;
  return {
    id,
    input,
    ...(history.length > 0 ? { history } : {}),
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
    ...(expected === undefined ? {} : { expected }),
    ...(tags.length > 0 ? { tags } : {}),
    ...(critical ? { critical } : {}),
    ...(conversation === null ? {} : { cluster: conversation }),
  };
}
