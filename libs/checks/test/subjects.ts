import type { CheckContext, CheckOptions, InputSubject, OutputSubject } from '../src/checks/check';
import { Readings } from '../src/readings';

/** What a check gets beside the subject, when it is asked alone. */
export function context(options: CheckOptions = {}): CheckContext {
  return { options, readings: new Readings() };
}

/** A request of one text, unless the rest says more. */
export function asking(input: string, rest: Partial<InputSubject> = {}): InputSubject {
  return { input, history: [], variables: {}, ...rest };
}

/** An answer in plain text, unless the rest says otherwise. */
export function said(answer: string, rest: Partial<OutputSubject> = {}): OutputSubject {
  const responseFormat = { type: 'text' } as const;
  return {
    answer,
    canary: 'gx-0123456789ab',
    systemPrompt: '',
    asked: [],
    responseFormat,
    finishReason: 'stop',
    ...rest,
  };
}
