import type { ChatMessage, ModelRef, ResponseFormat } from '@gauntlet/contracts';
import type { PromptFileSource } from './prompt-file.schema';

/** How an author says what a good answer is, for the eval gate. */
export type PromptEvaluator = NonNullable<PromptFileSource['evaluators']>[number];

/** One version of a prompt, read and checked: everything in it can be relied on. */
export interface PromptFile {
  readonly name: string;
  readonly description: string;
  /** The model that the author chose; in force is the one that the pin names. */
  readonly model: ModelRef;
  /** First message is `system`; `{{input}}` stands in the last `user` message and nowhere else. */
  readonly messages: readonly ChatMessage[];
  readonly responseFormat: ResponseFormat;
  /** Longer answers are failures of their model; absent where the author sets no limit. */
  readonly maxAnswerCharacters?: number | undefined;
  /** Names of the placeholders other than `input`, in order of appearance; a request must give each. */
  readonly variables: readonly string[];
  readonly testData: readonly Readonly<Record<string, string>>[];
  readonly evaluators: readonly PromptEvaluator[];
}
