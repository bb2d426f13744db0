import type { InputSubject } from './check';

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
