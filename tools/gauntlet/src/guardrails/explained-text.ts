import { text as textOf } from 'node:stream/consumers';
import { InvalidArgumentError } from 'commander';
import type { PolicySide } from '@gauntlet/artefacts';
import { readArtefactFile } from '@gauntlet/artefacts';

/** What is explained: a text on the command line, or a file; and a file of what the model was told. */
export interface ExplainSource {
  readonly file?: string;
  readonly system?: string;
  readonly side: PolicySide;
}

const STANDARD_INPUT = '-';

/**
 * The text to explain, and the system prompt that an answer may tell.
 * @throws InvalidArgumentError unless there is exactly one text, and for a system prompt on the way in; ArtefactFileError for
 * a file that can't be read.
 */
export async function explainedText(given: string | undefined, { file, system, side }: ExplainSource) {
  if ((given === undefined) === (file === undefined))
    throw new InvalidArgumentError('say one text: in quotes, or with --file FILE (- for standard input).');
  if (system !== undefined && side === 'input')
    throw new InvalidArgumentError('--system is for --side output: an answer may tell it, and a request may not.');
  if (file === STANDARD_INPUT && system === STANDARD_INPUT)
    throw new InvalidArgumentError('--file and --system can not both be standard input; name a file for one.');
  return {
    text: given ?? (await contentOf(file ?? '')),
    system: system === undefined ? null : await contentOf(system),
  };
}

function contentOf(file: string): Promise<string> {
  return file === STANDARD_INPUT ? textOf(process.stdin) : Promise.resolve(readArtefactFile(file));
}
