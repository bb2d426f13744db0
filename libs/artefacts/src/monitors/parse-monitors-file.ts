import type { Static } from '@sinclair/typebox';
import { DAY_MS, type FieldProblem } from '@gauntlet/contracts';
import { ArtefactFileError } from '../artefact-file.error';
import { parseArtefact } from '../parse-artefact';
import type { Monitor } from './monitor';
import { type MonitorEntry, MonitorsFileSchema, WatchFileSchema } from './monitors-file.schema';
import { parseRulesFile } from './parse-rules-file';
import { isRule } from './rule-entry.schema';

const MAX_WINDOW_MS = 7 * DAY_MS;
const SHARE = /^(refusal_rate|canned_rate|score\..*)$/;
const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Reads the thresholds of a monitors file; entries with a rule are checked and passed over, as they are for a watch with a
 * budget. @throws ArtefactFileError naming each bad field; a retry doesn't help.
 */
export function parseMonitorsFile(source: string, file: string): Monitor[] {
  const entries = thresholdsOf(source, file);
  const monitors = entries.map(({ window, except = [], ...entry }) => ({
    ...entry,
    except,
    windowMs: milliseconds(window),
  }));
  const problems = monitors.flatMap((monitor, index) => problemsOf(monitor, { index, monitors }));
  if (problems.length > 0) throw new ArtefactFileError(file, problems);
  return monitors;
}

function thresholdsOf(source: string, file: string): Static<typeof MonitorEntry>[] {
  const { monitors } = parseArtefact({ source, schema: WatchFileSchema, file });
  if (monitors.some(isRule)) parseRulesFile(source, file);
  else parseArtefact({ source, schema: MonitorsFileSchema, file });
  return monitors.filter((entry) => !isRule(entry)) as Static<typeof MonitorEntry>[];
}

function milliseconds(window: string): number {
  return Number.parseInt(window, 10) * (UNIT_MS[window.slice(-1)] ?? 0);
}

function problemsOf(
  monitor: Monitor,
  { index, monitors }: { index: number; monitors: readonly Monitor[] },
): FieldProblem[] {
  const { name, prompt, except, windowMs } = monitor;
  const first = monitors.findIndex((other) => other.name === name);
  const faults: readonly (readonly [boolean, string, string])[] = [
    [first < index, 'name', `${name} is there twice`],
    [except.length > 0 && prompt !== '*', 'except', 'is for prompt "*" only'],
    [windowMs > MAX_WINDOW_MS, 'window', 'must be at most 168h: older numbers are not kept'],
    ...limitFaults(monitor),
  ];
  return faults.flatMap(([isThere, field, problem]) =>
    isThere ? [{ field: `/monitors/${index}/${field}`, problem }] : [],
  );
}

function limitFaults({ metric, direction, threshold, resolveAt }: Monitor): [boolean, string, string][] {
  const isBadSide = direction === 'above' ? resolveAt > threshold : resolveAt < threshold;
  const side = direction === 'above' ? 'at or below' : 'at or above';
  const most = SHARE.test(metric) ? 1 : Infinity;
  return [
    [threshold > most, 'threshold', `must be at most 1: ${metric} is never more`],
    [resolveAt > most, 'resolveAt', `must be at most 1: ${metric} is never more`],
    [isBadSide, 'resolveAt', `must be ${side} the threshold`],
  ];
}
