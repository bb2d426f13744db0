import { type Static, type TSchema, Type } from '@sinclair/typebox';
import type { PromptFile } from '@gauntlet/artefacts';
import type { Scorer } from './scorer';

/** What a scorer may know of the prompt whose answers it scores. */
export type ScoredPrompt = Pick<PromptFile, 'responseFormat'>;

/** A scorer that a prompt may name, with the options that it takes. */
export interface ScorerKind<S extends TSchema = TSchema> extends Pick<Scorer, 'name' | 'version'> {
  readonly options: S;
  /**
   * The scorer for options that follow the schema.
   * @throws OptionError for options that can't be used all the same, such as a pattern with a typing error.
   */
  make(options: Static<S>, prompt: ScoredPrompt): Scorer['score'];
}

/** Thrown for an option that its schema can't refuse; the author of the prompt repairs it, a retry doesn't help. */
export class OptionError extends Error {
  readonly code = 'scorer_option';
  readonly retryable = false;

  constructor(
    readonly option: string,
    readonly problem: string,
    cause?: unknown,
  ) {
    super(`${option} ${problem}`, { cause });
    this.name = 'OptionError';
  }
}

/** Keeps an options object closed, so that a mistyped name is an error. */
export const CLOSED = { additionalProperties: false } as const;

/** A scorer without options as a kind. */
export function withoutOptions({ name, version, score }: Scorer): ScorerKind {
  return { name, version, options: Type.Object({}, CLOSED), make: () => score };
}
