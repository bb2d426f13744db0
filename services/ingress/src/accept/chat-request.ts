import type { HistoryMessage, Trial } from '@gauntlet/contracts';

type StringMap = Readonly<Record<string, string>>;

/** What a caller wants, whatever door it came through. */
export interface ChatRequest {
  readonly prompt: string;
  readonly input: string;
  readonly history: HistoryMessage[];
  readonly conversation: string | undefined;
  /** What answers in place of the pin in force; of Gauntlet's own requests alone. */
  readonly trial?: Trial | undefined;
  /** Over HTTP, variables and tags come as one map; which name is a variable is known only with the pin. */
  readonly parameters: { readonly metadata: StringMap } | { readonly variables: StringMap; readonly tags: StringMap };
}
