import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { GATE_LIMITS } from '@gauntlet/contracts';
import { table } from '../../terminal/table';
import type { Terminal } from '../../terminal/terminal';
import { type EvalExit, exitCodeOf, exitCodeOfGate } from '../eval-exit';
import { gateLine, ruleTable } from '../gate/gate-report';
import { hasAllRows } from '../gate/gated-event';
import { tellGate } from '../gate/tell-gate';
import type { RunFolder } from '../kept/run-folder';
import { withoutTexts } from '../rehearsal/run-rows';
import { htmlReport } from '../report/html-report';
import { markdownReport } from '../report/markdown-report';
import type { ToldRun } from '../report/told-run';
import type { CarriedOut } from './carry-out';
import type { PreparedRun } from './prepare-run';
import { runLines, runValue } from './run-report';
import { summaryOf } from './summary';

/** Says what a run came to: to the gate's topic, to the files of the run and to the terminal. */
export async function concludeRun(
  prepared: PreparedRun,
  carriedOut: CarriedOut,
  { app, terminal }: { readonly app: INestApplicationContext; readonly terminal: Terminal },
): Promise<EvalExit> {
  const { folder, gate, dataset, scorers, judges, keepsTexts, looks, settings } = prepared;
  const { rows, answers } = looks?.seen ?? { rows: prepared.rows, answers: carriedOut.answers };
  const planned = looks?.planned;
  const summary = summaryOf({ rows, answers, scorers: [...scorers, ...judges] }, { ...settings, planned });
  const run = { ...prepared, ...carriedOut, rows, answers, summary, planned };
  const outcome = await tellGate(run, app);
  const shown = keepsTexts ? rows : rows.map(withoutTexts);
  const told = { ...run, rows: shown, dataset: dataset.version, gate: gate.hash === null ? null : outcome };
  report(told, { folder, of: prepared.rows.length }, terminal);
  return gate.hash === null ? exitCodeOf(summary.verdict) : exitCodeOfGate(outcome.verdict);
}

function report(told: ToldRun, { folder, of }: { folder: RunFolder; of: number }, terminal: Terminal): void {
  const { run, rows, summary, settings, gate } = told;
  const reused = told.answers.filter((answer) => answer.reused).length;
  const value = { ...runValue(run, summary, settings), gate, rows: rows.length, reused };
  folder.finish(value, { 'report.md': markdownReport(told), 'report.html': htmlReport(told) });
  const [verdict = '', ...lines] = runLines(summary, settings);
  for (const line of [gate ? gateLine(gate) : verdict, ...lines]) terminal.line(line);
  if (gate) for (const line of ['', ...table(ruleTable(gate)), '']) terminal.line(line);
  if (rows.length < of) terminal.line(`rows      ended after ${rows.length} of ${of}, as soon as there was a verdict`);
  if (reused > 0) terminal.line(`reused    ${reused} of ${told.answers.length} answers, of earlier runs`);
  if (!hasAllRows(rows.length))
    terminal.line(`rows      analytics.gate_rows has the first ${GATE_LIMITS.rows} of them`);
  for (const name of ['result.json', 'report.md', 'report.html']) terminal.line(`written   ${join(folder.path, name)}`);
  terminal.value(value);
}
