import { ArtefactFileError, parseArtefact } from '@gauntlet/artefacts';
import type { FieldProblem } from '@gauntlet/contracts';
import type { Monitor } from './monitor';
import { MonitorsFileSchema } from './monitors-file.schema';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** Reads a monitors file. @throws ArtefactFileError naming each bad field; a retry doesn't help. */
export function parseMonitorsFile(source: string, file: string): Monitor[] {
  const { monitors: entries } = parseArtefact({ source, schema: MonitorsFileSchema, file });
  const monitors = entries.map(({ window, ...entry }) => ({ ...entry, windowMs: milliseconds(window) }));
  const problems = monitors.flatMap((monitor, index) => problemsOf(monitor, { index, monitors }));
  if (problems.length > 0) throw new ArtefactFileError(file, problems);
  return monitors;
}

function milliseconds(window: string): number {
  return Number.parseInt(window, 10) * (UNIT_MS[window.slice(-1)] ?? 0);
}

function problemsOf(
  { name, direction, threshold, resolveAt }: Monitor,
  { index, monitors }: { index: number; monitors: readonly Monitor[] },
): FieldProblem[] {
  const first = monitors.findIndex((other) => other.name === name);
  const isBadSide = direction === 'above' ? resolveAt > threshold : resolveAt < threshold;
  const side = direction === 'above' ? 'at or below' : 'at or above';
  return [
    ...(first < index ? [{ field: `/monitors/${index}/name`, problem: `${name} is there twice` }] : []),
    ...(isBadSide ? [{ field: `/monitors/${index}/resolveAt`, problem: `must be ${side} the threshold` }] : []),
  ];
}
