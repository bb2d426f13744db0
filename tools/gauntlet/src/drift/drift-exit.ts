/** What a pipeline can tell from the end of a `drift` command; these numbers don't change. */
export const DRIFT_EXIT = { quiet: 0, fired: 1, notEnoughData: 2, notRun: 3 } as const;

export type DriftExit = (typeof DRIFT_EXIT)[keyof typeof DRIFT_EXIT];
