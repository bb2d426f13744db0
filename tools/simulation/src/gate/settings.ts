import type { Settings } from '@gauntlet/statistics';

/** The question that every simulated comparison answers. */
export const SETTINGS: Settings = { margin: 0.05, alpha: 0.05, bounds: { least: 0, greatest: 1 } };

/** The power behind the announced number of rows. */
export const POWER = 0.8;

/** What is true in a comparison, and at how many rows it is made. */
export interface Arm {
  /** How far the candidate's true mean lies below the baseline's. */
  readonly drop: number;
  /** Null for as many as were announced. */
  readonly rows: number | null;
}

export type ArmName = 'equal' | 'margin' | 'drop';

export const ARMS: Readonly<Record<ArmName, Arm>> = {
  equal: { drop: 0, rows: null },
  /** At a number of rows that nobody computed, as most datasets have. */
  margin: { drop: SETTINGS.margin, rows: 200 },
  drop: { drop: 0.05, rows: null },
};

export const ARM_NAMES = Object.keys(ARMS) as ArmName[];
