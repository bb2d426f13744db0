import type { PolicyCheck } from '@gauntlet/artefacts';
import type { Opinion, Verdict } from '@gauntlet/contracts';
import type { SubjectText } from './checks/check';
import type { DecodedText, Readings } from './readings';

/** A text in doubt, as the check saw it: without what a check before it has redacted. */
export interface DoubtedText extends SubjectText {
  /** What is encoded in the text, in plain; a model that reads the text alone may not see it. */
  readonly decoded: readonly DecodedText[];
}

/** The request that a question is about. */
export interface AskedFor {
  readonly tenant: string;
  /** An ISO instant; a judge leaves some of the time until then. */
  readonly deadline: string;
}

/** What a judge is asked. */
export interface JudgeQuestion {
  /** `name@version` of its prompt. */
  readonly prompt: string;
  readonly texts: readonly DoubtedText[];
  /** Not in doubt itself, but needed to judge the texts, such as the system prompt that an answer may tell. */
  readonly background: string | null;
  /** Absent where nobody waits. */
  readonly request?: AskedFor | undefined;
}

/** A model that is asked about texts whose score is in doubt. */
export interface Judge {
  /** Keeps a time limit of its own and never rejects: what fails is an opinion without a verdict. */
  ask(question: JudgeQuestion): Promise<Opinion>;
}

/** The opinion where no model was asked, and why. */
export function unasked(prompt: string, reason: NonNullable<Opinion['reason']>): Opinion {
  return { prompt, hash: null, model: null, verdict: null, reason, usage: null, durationMs: 0 };
}

/** What follows from a score in doubt: without a verdict of a judge, `grey` of the policy. */
export function greyOutcome({ action, grey = 'flag' }: PolicyCheck, opinion?: Opinion): Verdict['outcome'] {
  if (opinion?.verdict === 'harmless') return 'pass';
  if (opinion?.verdict === 'harmful') return action === 'flag' ? 'flag' : 'block';
  return grey;
}

/** Texts in doubt, with what is encoded in them. */
export function withDecoded(texts: readonly SubjectText[], readings: Readings): Promise<DoubtedText[]> {
  return Promise.all(texts.map(async (one) => ({ ...one, decoded: await readings.decoded(one.text) })));
}
