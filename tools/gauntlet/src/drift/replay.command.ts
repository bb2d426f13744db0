import { parseRulesFile, readArtefactFile, type RulesFile } from '@gauntlet/artefacts';
import { type StateChange, Watch } from '@gauntlet/statistics/watch';
import { chunksOf, type Line, linesOf } from '../guardrails/row-file';
import { counted } from '../terminal/counted';
import type { Terminal } from '../terminal/terminal';
import { Copies } from './copies';
import { DriftRowError } from './drift.errors';
import { DRIFT_EXIT, type DriftExit } from './drift-exit';
import { parseReplayRow } from './replay-row';
import { sentenceOf } from './story';

export interface ReplayOptions {
  readonly monitors: string;
  /** How much later than a row an earlier one may come. */
  readonly slackMs: number;
}

/** Where a replay says what isn't a change of state. */
type Note = (line: string) => void;

/** What was told, as far as the end of a command depends on it. */
interface Told {
  alarms: number;
  hasEnough: boolean;
}

/**
 * Runs the monitors of a file over rows, and tells each change of state as soon as it is seen.
 * @throws ArtefactFileError, RowFileError, DriftRowError for a file or a row that is of no use; a retry doesn't help.
 */
export async function replay(file: string, options: ReplayOptions, terminal: Terminal, note: Note): Promise<DriftExit> {
  const rules = parseRulesFile(readArtefactFile(options.monitors), options.monitors);
  for (const remark of rules.remarks) note(remark);
  const told: Told = { alarms: 0, hasEnough: false };
  const watch = new Watch(rules, (change) => tell(change, terminal, told), options.slackMs);
  const rows = await takeRows(file, watch, note);
  watch.end();
  if (rows === 0) note(`${nameOf(file)} has no rows, so no monitor has data`);
  terminal.line(summary(rows, rules, told));
  if (told.alarms > 0) return DRIFT_EXIT.fired;
  return told.hasEnough ? DRIFT_EXIT.quiet : DRIFT_EXIT.notEnoughData;
}

async function takeRows(file: string, watch: Watch, note: Note): Promise<number> {
  const copies = new Copies();
  let rows = 0;
  const input = file === '-' ? (process.stdin.setEncoding('utf8') as AsyncIterable<string>) : chunksOf(file);
  for await (const line of linesOf(input)) {
    take(line, nameOf(file), watch, copies);
    rows += 1;
  }
  if (copies.found > 0) note(`${counted(copies.found, 'row')} came twice and counted once`);
  if (watch.late > 0)
    note(`${counted(watch.late, 'row')} came too late and were left out; sort the file by at, or allow more --slack`);
  return rows;
}

function take({ number, text }: Line, name: string, watch: Watch, copies: Copies): void {
  try {
    const row = parseReplayRow(text);
    if (!copies.isCopy(row, text)) watch.add(row);
  } catch (error) {
    throw new DriftRowError(error instanceof Error ? error.message : String(error), `${name}, line ${number}`);
  }
}

function tell(change: StateChange, terminal: Terminal, told: Told): void {
  if (change.state === 'firing') told.alarms += 1;
  if (change.state === 'ok') told.hasEnough = true;
  terminal.line(sentenceOf(change));
  terminal.value(change);
}

function summary(rows: number, { falseAlarmsPerYear, monitors }: RulesFile, { alarms }: Told): string {
  const budget = Number(falseAlarmsPerYear.toPrecision(3));
  return `${counted(rows, 'row')}, ${counted(monitors.length, 'monitor')}, ${counted(alarms, 'alarm')}; at most ${counted(budget, 'false alarm')} a year are to be expected`;
}

function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}
