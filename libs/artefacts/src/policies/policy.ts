import type { PolicyAction } from './policy-file.schema';

/** Before the model, or after it. */
export type PolicySide = 'input' | 'output';

/** One check of a side, in the order in which it runs. */
export interface PolicyCheck {
  readonly check: string;
  readonly action: PolicyAction;
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
