import { clusterOf, type Row } from '@gauntlet/artefacts';
import { detectableEffect, rowsFor, type Settings } from '@gauntlet/statistics';
import { counted } from '../../terminal/counted';

/** How scores differ in many runs: a fifth of the rows by a half, say. What a run finds is told by its result. */
const USUAL = { sd: 0.3, icc: 0.5 };
const POWER = 0.8;

/** What so many rows can show, for a person, before anything is paid. */
export function announcedLine(rows: readonly Row[], { margin, alpha }: Pick<Settings, 'margin' | 'alpha'>): string {
  const clusters = new Set(rows.map(clusterOf)).size;
  const scatter = { ...USUAL, clusterSize: rows.length / Math.max(1, clusters) };
  const drop = detectableEffect(rows.length, scatter, { alpha, power: POWER });
  const shown = Number.isFinite(drop) && drop < 1 ? `a drop of ${points(drop)}` : 'hardly anything';
  const needed = rowsFor(margin, scatter, { alpha, power: POWER });
  return `${counted(rows.length, 'row')} in ${counted(clusters, 'cluster')} can show ${shown}; for ${points(margin)} it takes about ${needed} (a guess before any answer: differences with a standard deviation of ${USUAL.sd})`;
}

function points(share: number): string {
  return `${Number((share * 100).toFixed(1))} points`;
}
