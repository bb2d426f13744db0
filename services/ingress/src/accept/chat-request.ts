import type { HistoryMessage } from '@gauntlet/contracts';

type StringMap = Readonly<Record<string, string>>;

/** What a caller wants, whatever door it came through. */
export interface ChatRequest {
  readonly prompt: string;
  readonly input: string;
  readonly history: HistoryMessage[];
  readonly conversation: string | undefined;
  /** Over HTTP, variables and tags come as one map; which name is a variable is known only with the pin. */
  readonly parameters: { readonly metadata: StringMap } | { readonly variables: StringMap; readonly tags: StringMap };
}

/** The request as one string, equal for equal requests: keys are in order, and how long the caller waits is left out. */
export function canonicalText({ prompt, input, history, conversation, parameters }: ChatRequest): string {
  const maps = Object.entries(parameters).map(([name, map]) => [name, Object.entries(map as StringMap).sort()]);
  const turns = history.map(({ role, content }) => [role, content]);
  return JSON.stringify([prompt, input, turns, conversation ?? null, maps]);
}
