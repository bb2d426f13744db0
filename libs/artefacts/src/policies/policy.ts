import type { PolicyAction } from './policy-file.schema';

/** Before the model, or after it. */
export type PolicySide = 'input' | 'output';

/** One check of a side, in the order in which it runs. */
export interface PolicyCheck {
  readonly check: string;
  readonly action: PolicyAction;
  /**
   * Of a check that scores: what follows from a score between its two thresholds. Absent for the other checks.
   * @default 'flag'
   */
  readonly grey?: 'pass' | 'flag' | 'block';
  /**
   * Of a check that scores: the prompt version, `name@version`, that a model is asked with about a score between the two
   * thresholds. `grey` follows where no model says anything.
   */
  readonly judge?: string;
  /** `shadow` records what would have followed, and lets every text pass. @default 'enforce' */
  readonly mode?: 'enforce' | 'shadow';
  /** What a failed check means: `block` fails closed. @default 'block' */
  readonly onError: 'block' | 'pass';
  /** What the check itself understands; it refuses what it doesn't. @default {} */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Which checks every request must get, and what the caller reads when one of them blocks. */
export interface Policy {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly refusalAnswer: string;
  readonly input: readonly PolicyCheck[];
  readonly output: readonly PolicyCheck[];
}
