import {
  parsePromptFile,
  type PromptFile,
  readArtefactFile,
  readDatasetFile,
  renderMessages,
  type Row,
  rowsOfPrompt,
} from '@gauntlet/artefacts';
import { type PromptScorer, promptScorers, scoreAll, subjectOfAnswer } from '@gauntlet/scoring';
import { counted } from '../terminal/counted';
import { type Answered, readAnswers } from './answers-file';
import { ScoresError } from './eval.errors';
import { promptPath } from './prompt-path';

/** What is scored by what. */
export interface ScoreOptions {
  /** A prompt file, or `name@version` of one below `prompts/`. */
  readonly prompt: string;
  /** Absent: the prompt's own test data. */
  readonly dataset?: string;
  readonly answers: string;
  /** `uses` of one scorer without options, in place of the prompt's evaluators. */
  readonly scorer?: string;
  /** Which evaluator of the prompt; it may be left out where there is one. */
  readonly evaluator?: string;
}

/** Where scores go: lines for `eval compare`, and a note for a person. */
export interface ScoreOutput {
  row(line: string): void;
  note(line: string): void;
}

type Result = { readonly score: number } | { readonly missing: 'unanswered' | 'unmeasured' | 'failed' };

/**
 * Scores answers and writes a line for each row of the dataset, with `null` for a row without a score.
 * @throws ArtefactFileError, RowFileError, ScoresError for a file or a line that is of no use; a retry doesn't help.
 */
export async function scoreAnswers(options: ScoreOptions, output: ScoreOutput): Promise<void> {
  const path = promptPath(options.prompt);
  const prompt = parsePromptFile(readArtefactFile(path), path);
  const chosen = chosenScorer(prompt, options);
  const rows = options.dataset === undefined ? rowsOfPrompt(prompt, path) : readDatasetFile(options.dataset).rows;
  const answers = await readAnswers(options.answers, new Set(rows.map(({ id }) => id)));
  const results = rows.map((row) => ({ row, result: resultOf(row, answers.get(row.id), { prompt, chosen }) }));
  for (const { row, result } of results) output.row(lineOf(row, result));
  output.note(
    summaryOf(
      chosen,
      results.map(({ result }) => result),
    ),
  );
}

function chosenScorer(prompt: PromptFile, { prompt: file, scorer, evaluator }: ScoreOptions): PromptScorer {
  const evaluators = scorer === undefined ? prompt.evaluators : [{ name: scorer, uses: scorer }];
  const scorers = promptScorers({ ...prompt, evaluators }, file);
  const found = scorers.filter(({ name }) => evaluator === undefined || name === evaluator);
  const [one] = found;
  if (one && found.length === 1) return one;
  const names = scorers.map(({ name }) => JSON.stringify(name)).join(', ');
  const problem = one ? 'has several evaluators' : 'has no such evaluator';
  throw new ScoresError(
    `${file} ${problem}; name one with --evaluator (it has ${names || 'none'}), or a scorer with --scorer`,
  );
}

function resultOf(
  row: Row,
  answered: Answered | undefined,
  { prompt, chosen }: { readonly prompt: PromptFile; readonly chosen: PromptScorer },
): Result {
  if (!answered) return { missing: 'unanswered' };
  const { input: question, context, expected } = row;
  const messages = renderMessages(prompt, { ...row, canary: null });
  const [result] = scoreAll([chosen.scorer], subjectOfAnswer({ question, messages, context, expected, ...answered }));
  if (result?.score) return { score: result.score.score };
  return { missing: result?.error === undefined ? 'unmeasured' : 'failed' };
}

function lineOf({ id, cluster }: Row, result: Result): string {
  const score = 'score' in result ? result.score : null;
  return JSON.stringify({ id, ...(cluster === null ? {} : { cluster }), score });
}

function summaryOf({ name, scorer }: PromptScorer, results: readonly Result[]): string {
  const scores = results.flatMap((result) => ('score' in result ? [result.score] : []));
  const missing = (why: string) => results.filter((result) => 'missing' in result && result.missing === why).length;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return (
    `${name} (${scorer.name}@${scorer.version}): ${counted(results.length, 'row')}, ${scores.length} scored` +
    `${scores.length > 0 ? ` with a mean of ${mean.toFixed(3)}` : ''}, ${missing('unmeasured')} with nothing to measure, ` +
    `${missing('unanswered')} not answered, ${missing('failed')} failed`
  );
}
