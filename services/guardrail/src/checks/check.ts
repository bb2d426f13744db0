import type { HistoryMessage, ResponseFormat } from '@gauntlet/contracts';

/** What a check on the way in looks at. */
export interface InputSubject {
  readonly input: string;
  readonly history: readonly HistoryMessage[];
  readonly variables: Readonly<Record<string, string>>;
}

/** What a check on the way out looks at. */
export interface OutputSubject {
  readonly answer: string;
  readonly canary: string;
  readonly responseFormat: ResponseFormat;
  readonly finishReason: string | null;
}

/** What a check found. */
export interface Finding<Subject> {
  /** Stable code, never text of the request. */
  readonly reason: string;
  /** The subject without what was found; absent when the check can't take it out. */
  readonly changed?: Subject;
  /** What a model has to know to answer better; absent when asking again makes no sense. */
  readonly problems?: readonly string[];
}

/** Options of a check as the policy gives them, right by the schema that `KNOWN_CHECKS` has for it. */
export type CheckOptions = Readonly<Record<string, unknown>>;

/**
 * One question about a request or an answer. Looks, never acts: the policy says what follows from a finding.
 * Null is a pass; whatever it throws is an error of the check, and the policy's `onError` decides.
 */
export interface Check<Subject> {
  readonly name: string;
  run(subject: Subject, options: CheckOptions): Finding<Subject> | null | Promise<Finding<Subject> | null>;
}

/** Every text that the caller sent. */
export function textsOf({ input, history, variables }: InputSubject): string[] {
  return [input, ...history.map(({ content }) => content), ...Object.values(variables)];
}

/** The subject with each text put through `change`; roles and names stay. */
export function mapTexts({ input, history, variables }: InputSubject, change: (text: string) => string): InputSubject {
  const changedVariables = Object.entries(variables).map(([name, value]) => [name, change(value)] as const);
  return {
    input: change(input),
    history: history.map(({ role, content }) => ({ role, content: change(content) })),
    variables: Object.fromEntries(changedVariables),
  };
}
