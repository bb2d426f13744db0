import { rowsForEveryLook, rowsForNotWorse, type Scatter, SeededRandom } from '@gauntlet/statistics';
import type { Scenario } from './scores/scenario';
import { POWER, SETTINGS } from './settings';

/** Rows of the pilot that shows how the differences scatter; so many that its own chance does not matter. */
const PILOT_ROWS = 50_000;
const PILOT_SEED = 5;

/** The number of rows that is announced before a run, and what it follows from. */
export interface Announced {
  readonly rows: number;
  readonly scatter: Required<Scatter>;
  readonly largestCluster: number;
}

/** What `gauntlet eval power` announces to somebody who knows how the differences scatter. */
export function announcedFor({ draw }: Scenario): Announced {
  const { baseline, candidate, clusters } = draw(new SeededRandom(PILOT_SEED), SETTINGS.margin, PILOT_ROWS);
  const differences = candidate.map((score, row) => score - (baseline[row] as number));
  const sizes = sumsBy(clusters ?? [...differences.keys()], () => 1);
  const scatter = scatterOf(differences, clusters);
  return {
    rows: rowsForNotWorse(SETTINGS.margin, scatter, { alpha: SETTINGS.alpha, power: POWER }),
    scatter,
    largestCluster: sizes.reduce((most, size) => Math.max(most, size), 0),
  };
}

/** How many rows there are to look at one after the other, where one look takes so many. */
export function rowsToLookAt(rows: number, largestCluster: number): number {
  return rowsForEveryLook(rows, { effect: SETTINGS.margin, alpha: SETTINGS.alpha, largestCluster });
}

function scatterOf(differences: readonly number[], clusters?: readonly unknown[]): Required<Scatter> {
  const mean = sum(differences) / PILOT_ROWS;
  const residuals = differences.map((difference) => difference - mean);
  const variance = sum(residuals.map((one) => one ** 2)) / PILOT_ROWS;
  const sd = Math.sqrt(variance);
  if (!clusters) return { sd, clusterSize: 1, icc: 0 };
  const byCluster = sumsBy(clusters, (row) => residuals[row] as number);
  const designEffect = sum(byCluster.map((one) => one ** 2)) / PILOT_ROWS / variance;
  const clusterSize = PILOT_ROWS / byCluster.length;
  // The correlation that gives clusters of this mean size the design effect that was found, though sizes differ.
  return { sd, clusterSize, icc: (designEffect - 1) / (clusterSize - 1) };
}

function sumsBy(clusters: readonly unknown[], valueOf: (row: number) => number): number[] {
  const sums = new Map<unknown, number>();
  clusters.forEach((cluster, row) => sums.set(cluster, (sums.get(cluster) ?? 0) + valueOf(row)));
  return [...sums.values()];
}

function sum(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
