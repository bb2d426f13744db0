import type { GateVerdict } from '@gauntlet/contracts';
import type { Verdict } from '@gauntlet/statistics';

/** What a pipeline can tell from the end of an `eval` command; these numbers don't change. */
export const EVAL_EXIT = { pass: 0, worse: 1, notEnoughData: 2, notRun: 3 } as const;

export type EvalExit = (typeof EVAL_EXIT)[keyof typeof EVAL_EXIT];

const EXIT_OF: Readonly<Record<Verdict, EvalExit>> = {
  better: EVAL_EXIT.pass,
  'not worse': EVAL_EXIT.pass,
  worse: EVAL_EXIT.worse,
  'not enough data': EVAL_EXIT.notEnoughData,
};

export function exitCodeOf(verdict: Verdict): EvalExit {
  return EXIT_OF[verdict];
}

const EXIT_OF_GATE: Readonly<Record<GateVerdict, EvalExit>> = {
  pass: EVAL_EXIT.pass,
  fail: EVAL_EXIT.worse,
  'not enough data': EVAL_EXIT.notEnoughData,
};

export function exitCodeOfGate(verdict: GateVerdict): EvalExit {
  return EXIT_OF_GATE[verdict];
}
