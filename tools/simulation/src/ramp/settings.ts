import type { ArmsSettings } from '@gauntlet/statistics';

/** What `gauntlet pin --ramp` asks for where nobody says otherwise. */
export const SETTINGS: ArmsSettings = { margin: 0, alpha: 0.05 };

/** Shares of the canary in percent, step by step; after the last one there is no control any more. */
export const SHARES = [1, 10, 50];

/** How often drift-monitor can look within a step: the slices that it adds answers up in. */
export const SLICES_OF_A_STEP = 100;

export const RAMPS = { full: 500, quick: 60 };
