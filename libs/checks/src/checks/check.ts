import type { HistoryMessage, ResponseFormat } from '@gauntlet/contracts';
import type { Channel, Found } from '@gauntlet/detection';
import type { Readings } from '../readings';

/** What a check on the way in looks at. */
export interface InputSubject {
  readonly input: string;
  readonly history: readonly HistoryMessage[];
  readonly variables: Readonly<Record<string, string>>;
  /** What the placeholders stand for that checks have put into the texts; absent before. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What a check on the way out looks at. */
export interface OutputSubject {
  readonly answer: string;
  readonly canary: string;
  /** What the model was told and nobody else is to read. */
  readonly systemPrompt: string;
  /** Every text that the caller sent: what stands there is no secret to the caller. */
  readonly asked: readonly string[];
  readonly responseFormat: ResponseFormat;
  readonly finishReason: string | null;
}

/** A part of one of the texts of a request: `input`, `history/0`, `variables/order` or `answer`. */
export interface FoundAt extends Found {
  readonly where: string;
}

/** What a check found. */
export interface Finding<Subject> {
  /** Stable code, never text of the request. */
  readonly reason: string;
  /** The subject without what was found; absent when the check can't take it out. */
  readonly changed?: Subject;
  /** What a model has to know to answer better; absent when asking again makes no sense. */
  readonly problems?: readonly string[];
  /** Where it was found; absent when no single part of a text is meant. */
  readonly found?: readonly FoundAt[];
}

/** Options of a check as the policy gives them, right by the schema that `KNOWN_CHECKS` has for it. */
export type CheckOptions = Readonly<Record<string, unknown>>;

/** What a check may use beside the subject. */
export interface CheckContext {
  readonly options: CheckOptions;
  /** The texts of this examination, each read once for all of its checks. */
  readonly readings: Readings;
}

/**
 * One question about a request or an answer. Looks, never acts: the policy says what follows from a finding.
 * Null is a pass; whatever it throws is an error of the check, and the policy's `onError` decides.
 */
export interface FindingCheck<Subject> {
  readonly name: string;
  /**
   * Of the detector, or of the check's own rules: another version may find something else in the same text. Absent where a
   * policy gives all the rules, and in the oldest checks: `pii`, `prompt-injection` and `refusal`.
   */
  readonly version?: string;
  run(subject: Subject, context: CheckContext): Finding<Subject> | null | Promise<Finding<Subject> | null>;
}

/** The score of one text. */
export interface ScoredText extends SubjectText {
  readonly score: number;
  readonly found: readonly Found[];
}

/** From which score on a text is doubted, and from which it counts as found. */
export interface Thresholds {
  readonly judge: number;
  readonly block: number;
}

/** A question whose answer is a number for each text; thresholds part the numbers into three zones. */
export interface ScoringCheck<Subject> {
  readonly name: string;
  /** Of the detector and its weights: the same version gives the same text the same score. */
  readonly version: string;
  /** Those of a policy that gives none. */
  readonly thresholds: Thresholds;
  /** Stable code of a finding. */
  readonly reason: string;
  score(subject: Subject, context: CheckContext): Promise<readonly ScoredText[]>;
  /** What a judge must know beside the texts in doubt; absent where they tell everything. */
  background?(subject: Subject): string;
}

export type Check<Subject> = FindingCheck<Subject> | ScoringCheck<Subject>;

/** As of detectors, and `assistant` for a turn of the history that a model has written, unless its caller made it up. */
export type SubjectChannel = Channel | 'assistant';

/** One text of a request, and where it stands. */
export interface SubjectText {
  readonly where: string;
  readonly channel: SubjectChannel;
  readonly text: string;
}

/**
 * Every text that the caller sent: those that stay first and the newest last, so that numbers given in this order stay when
 * the history grows. Variables hold what others wrote, such as documents.
 */
export function textsOf({ input, history, variables }: InputSubject): SubjectText[] {
  return [
    ...Object.entries(variables).map(([name, text]) => ({
      where: `variables/${name}`,
      channel: 'document' as const,
      text,
    })),
    ...history.map(({ role, content }, index) => ({ where: `history/${index}`, channel: role, text: content })),
    { where: 'input', channel: 'user', text: input },
  ];
}

/** The answer as the one text of its subject. */
export function answerOf({ answer }: OutputSubject): SubjectText {
  return { where: 'answer', channel: 'user', text: answer };
}

/** The subject with each text put through `change`; roles, names and the values of placeholders stay. */
export function mapTexts(
  { input, history, variables, values }: InputSubject,
  change: (text: string, where: string) => string,
): InputSubject {
  const changedVariables = Object.entries(variables).map(
    ([name, value]) => [name, change(value, `variables/${name}`)] as const,
  );
  return {
    input: change(input, 'input'),
    history: history.map(({ role, content }, index) => ({ role, content: change(content, `history/${index}`) })),
    variables: Object.fromEntries(changedVariables),
    ...(values && { values }),
  };
}
