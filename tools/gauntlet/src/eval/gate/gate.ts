import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  ArtefactFileError,
  type GateFile,
  type GateRule,
  parseGateFile,
  parseRule,
  readArtefactFile,
  type Row,
} from '@gauntlet/artefacts';
import type { Settings } from '@gauntlet/statistics';
import { ANSWERED } from '../run/given-answer';
import { GateConflictError } from './gate.errors';

/** The rules that a run goes by. */
export interface Gate {
  /** Of the gate file; null for a run by the options of its command. */
  readonly hash: string | null;
  readonly rules: readonly GateRule[];
}

/** What of a run a gate file has, too. */
export interface Gated extends Pick<Settings, 'margin' | 'alpha'> {
  readonly dataset?: string | undefined;
  readonly repeats: number;
}

/** How a run is asked for. */
export interface GateChoice {
  readonly prompt: string;
  /** False: none, whatever there is. Default: `evals/<prompt>.gate.yaml`, where it is there and fits the options. */
  readonly gate?: string | false | undefined;
  /** Options that stand on the command line. */
  readonly given: readonly string[];
}

/** What a gate file decides: nobody can name it and say otherwise. */
const DECIDED: readonly string[] = ['dataset', 'traffic', 'repeats', 'margin', 'alpha', 'sequential'];

/**
 * The gate of a run, with what it decides in place of the usual. A gate file that nobody named gives way to options that say
 * otherwise, and the run is then no evidence for a pin.
 * @throws GateConflictError when a gate file is named beside an option that it decides.
 * @throws ArtefactFileError when the file can't be read, is wrong, or is that of another prompt; a retry doesn't help.
 */
export function chosenGate<Options extends Gated>(
  options: Options,
  { prompt, gate, given }: GateChoice,
): { readonly gate: Gate; readonly options: Options; readonly note: string } {
  const path = typeof gate === 'string' ? gate : join('evals', `${prompt}.gate.yaml`);
  const others = DECIDED.filter((name) => given.includes(name)).map((name) => `--${name}`);
  if (typeof gate === 'string' && others.length > 0) throw new GateConflictError(path, others);
  const unused = unusedNote(path, gate, others);
  if (unused !== null) return { gate: gateOfOptions(options), options, note: unused };
  const file = gateFor(prompt, path);
  const dataset = join(dirname(path), file.dataset);
  const decided = { ...options, dataset, repeats: file.repeats, ...settingsOf(file) };
  return { gate: file, options: decided, note: `${path} (${file.hash.slice(0, 12)})` };
}

/** @throws ArtefactFileError for a rule about a metric that the run doesn't have: found before anything is paid. */
export function requireMetrics({ rules }: Gate, metrics: readonly string[], prompt: string): void {
  const known = [...metrics, ANSWERED];
  const problems = rules.flatMap(({ text, ...rule }) => {
    const metric = 'metric' in rule ? rule.metric : null;
    if (metric === null || known.includes(metric)) return [];
    const problem = `names no evaluator of ${prompt}; it has ${known.join(', ')}`;
    return [{ field: `the rule "${text}"`, problem }];
  });
  if (problems.length > 0) throw new ArtefactFileError('the gate', problems);
}

/** @throws ArtefactFileError for a rule of a gate file about critical rows where there are none, so that it can't pass for nothing. */
export function requireCriticalRows({ hash, rules }: Gate, rows: readonly Pick<Row, 'critical'>[]): void {
  const rule = rules.find(({ kind }) => kind === 'critical');
  if (hash === null || !rule || rows.some(({ critical }) => critical)) return;
  const problem =
    'is about critical rows, and the dataset has none; mark some with "critical": true, or remove the rule';
  throw new ArtefactFileError('the gate', [{ field: `the rule "${rule.text}"`, problem }]);
}

function unusedNote(path: string, gate: GateChoice['gate'], others: readonly string[]): string | null {
  if (gate === false) return 'none (--no-gate); the run is no evidence for a pin';
  if (typeof gate === 'string') return null;
  if (!existsSync(path)) return `none: there is no ${path}, so the run is no evidence for a pin`;
  if (others.length === 0) return null;
  return `none: ${others.join(', ')} stands in place of ${path}, so the run is no evidence for a pin`;
}

function gateOfOptions({ margin, alpha }: Pick<Settings, 'margin' | 'alpha'>): Gate {
  const drop = { kind: 'drop', metric: null, margin, alpha } as const;
  const text = `no drop > ${margin} against baseline at ${Number(((1 - alpha) * 100).toFixed(3))} %`;
  return { hash: null, rules: [{ text, ...drop }, parseRule('no critical row fails')] };
}

function gateFor(prompt: string, path: string): GateFile {
  const file = parseGateFile(readArtefactFile(path), path);
  if (file.prompt === prompt) return file;
  const problem = `is ${file.prompt}, and the run is of ${prompt}; name the gate file of ${prompt} with --gate`;
  throw new ArtefactFileError(path, [{ field: '/prompt', problem }]);
}

/** What the report says of differences goes by the rule about all metrics, where there is one. */
function settingsOf({ rules }: Gate): Partial<Pick<Settings, 'margin' | 'alpha'>> {
  const rule = rules.find((one) => one.kind === 'drop' && one.metric === null);
  return rule?.kind === 'drop' ? { margin: rule.margin, alpha: rule.alpha } : {};
}
