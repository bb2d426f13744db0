import type { PolicyCheck } from '@gauntlet/artefacts';
import { examine, INPUT_CHECKS, OUTPUT_CHECKS, type Thresholds, thresholdsOf } from '@gauntlet/checks';
import type { Verdict } from '@gauntlet/contracts';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { policyOnDisk } from './policy-on-disk';
import type { Row } from './row';
import { answerIn, requestOf } from './subject';

/** As what a text is looked at, and by which policy. */
export interface ExplainOptions extends Pick<Row, 'text' | 'side' | 'channel'> {
  /** The path of its file. */
  readonly policy: string;
  /** What the model was told, and an answer must not tell; null where nobody says. */
  readonly system: string | null;
}

interface Explained {
  readonly verdict: Verdict;
  /** Of a check that scores. */
  readonly thresholds: Thresholds | null;
}

/** Nobody waits for an answer here as a caller does. */
const LIMIT_MS = 10_000;
const MOST_SHOWN = 60;

/**
 * Prints what each check of a policy finds in a text and why. Each check gets the text as it is, where a guardrail would
 * stop at the first that blocks.
 * @throws ArtefactFileError when the policy can't be read.
 */
export async function explain({ policy: path, system, ...given }: ExplainOptions, terminal: Terminal): Promise<void> {
  const history = system === null ? [] : [{ role: 'system', content: system }];
  const row: Row = { ...given, label: null, spans: null, types: null, history, canary: '', tenant: null };
  const { name, version, [row.side]: checks } = policyOnDisk(path);
  const explained: Explained[] = [];
  // Tables and weights are read at the first text, which is not what a text costs.
  for (const entry of checks) await explainedBy(entry, row);
  for (const entry of checks) explained.push(await explainedBy(entry, row));
  const policy = `${name}@${version}`;
  terminal.line(`${policy}, ${row.side} side${row.channel === 'document' ? ', a document' : ''}`);
  const lines = [verdictLines(explained), greyLines(explained), foundLines(explained, row.text)].flat();
  for (const line of lines) terminal.line(line);
  terminal.value({
    ...{ policy, side: row.side, channel: row.channel },
    checks: explained.map(({ verdict, thresholds }) => ({ ...verdict, ...(thresholds ? { thresholds } : {}) })),
  });
}

async function explainedBy(entry: PolicyCheck, row: Row): Promise<Explained> {
  const alone = { turn: 0, expected: [entry], limitMs: LIMIT_MS };
  const { verdicts } =
    row.side === 'input'
      ? await examine({ ...alone, side: row.side, checks: INPUT_CHECKS }, requestOf(row))
      : await examine({ ...alone, side: row.side, checks: OUTPUT_CHECKS }, answerIn(row));
  const check = (row.side === 'input' ? INPUT_CHECKS : OUTPUT_CHECKS).get(entry.check);
  const scores = check && 'thresholds' in check;
  const thresholds = scores ? thresholdsOf(check.thresholds, entry.options, row.channel) : null;
  return { verdict: verdicts[0] as Verdict, thresholds };
}

function verdictLines(explained: readonly Explained[]): string[] {
  const rows = explained.map(({ verdict: { check, outcome, shadow, score, zone, reason, durationMs }, thresholds }) => {
    const zones = thresholds ? `${score} (judge from ${thresholds.judge}, block from ${thresholds.block})` : '';
    const said = shadow ? `${outcome} (would ${shadow})` : outcome;
    return [check, said, zone ?? '', zones, `${Math.round(durationMs * 1_000)} µs`, reason ?? ''];
  });
  return table([['check', 'outcome', 'zone', 'score', 'time', 'why'], ...rows]);
}

function greyLines(explained: readonly Explained[]): string[] {
  return explained.flatMap(({ verdict: { check, outcome, judge } }) => {
    return judge
      ? [`${check} is grey: a judge would be asked (${judge.prompt}); without a verdict of it, ${outcome}`]
      : [];
  });
}

function foundLines(explained: readonly Explained[], text: string): string[] {
  const rows = explained.flatMap(({ verdict: { check, found = [] } }) => {
    return found.map(({ type, where, start, end }) => [
      check,
      type,
      `${where} ${start}-${end}`,
      quoted(text, start, end),
    ]);
  });
  return rows.length === 0 ? [] : ['', ...table([['check', 'found', 'where', 'text'], ...rows])];
}

function quoted(text: string, start: number, end: number): string {
  return end - start > MOST_SHOWN ? `${text.slice(start, start + MOST_SHOWN)} …` : text.slice(start, end);
}
