import type { GateVerdict, RuleResult } from '@gauntlet/contracts';
import { ANSWERED, type GivenAnswer } from '../run/given-answer';
import { type Decidable, decide, differenceOf, worstOf } from './decide-rule';
import type { Gate } from './gate';
import { plain } from './rule-verdict';

/** What a gate came to. */
export interface GateOutcome {
  /** Of all rules together. */
  readonly verdict: GateVerdict;
  readonly rules: readonly RuleResult[];
}

/** The largest share of answers that may come from another model than the one that is tried. */
const MOST_BY_BACKUP = 0.05;

/** Goes by the rules of a gate and by two that hold in every one. */
export function gateOutcome({ rules }: Gate, run: Decidable): GateOutcome {
  const results = [...rules.map((rule) => decide(rule, run)), answersAsOften(run), isWhatIsTried(run)];
  return { verdict: worstOf(results.map(({ verdict }) => verdict)), rules: results };
}

// A guard: without it a candidate that answers less would be judged by the easy rows that are left to it.
function answersAsOften({ summary }: Decidable): RuleResult {
  const rule = 'answers as often as the baseline';
  const answered = summary.metrics.find(({ name }) => name === ANSWERED);
  if (!answered?.comparison) return { rule, ...plain('pass', 'there is nothing to answer') };
  const isWorse = answered.comparison.verdict === 'worse';
  return { rule, ...differenceOf(answered), verdict: isWorse ? 'fail' : 'pass', rowsNeeded: null, detail: '' };
}

function isWhatIsTried({ answers }: Decidable): RuleResult {
  const rule = 'answers come from the model that is tried';
  const byBackup = answers.filter(({ flags }: GivenAnswer) => flags.includes('fallback')).length;
  const verdict = byBackup > MOST_BY_BACKUP * answers.length ? 'not enough data' : 'pass';
  return { rule, ...plain(verdict, `${byBackup} of ${answers.length} came from a backup`) };
}
