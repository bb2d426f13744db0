import type { InputSubject, OutputSubject } from '@gauntlet/checks';
import type { Row } from './row';

const DOCUMENT = 'document';

/** Where a row's own text stands in what is made of it, as opposed to its history. */
export const OWN_TEXT: readonly string[] = ['input', `variables/${DOCUMENT}`, 'answer'];

/** A row as what a caller sends: a document is a variable, because somebody else wrote it. */
export function requestOf({ text, channel, history }: Row): InputSubject {
  const messages = history.map(
    ({ role, content }) => ({ role: role === 'assistant' ? role : 'user', content }) as const,
  );
  if (channel === 'document') return { input: '', history: messages, variables: { [DOCUMENT]: text } };
  return { input: text, history: messages, variables: {} };
}

/** A row as what a model says. System messages and a canary of several words are what it must not tell. */
export function answerIn({ text, history, canary }: Row): OutputSubject {
  const told = history.filter(({ role }) => role === 'system').map(({ content }) => content);
  const asked = history.filter(({ role }) => role !== 'system').map(({ content }) => content);
  const systemPrompt = [...told, ...(/\s/.test(canary) ? [canary] : [])].join('\n');
  return { answer: text, canary, systemPrompt, asked, responseFormat: { type: 'text' }, finishReason: null };
}
