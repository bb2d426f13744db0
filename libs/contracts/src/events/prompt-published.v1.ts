import { type Static, Type } from '@sinclair/typebox';
import { ContentHash, Instant, Name, Version } from '../parts/text';

/**
 * A prompt or policy version with its content, immutable from here on. Published by `gauntlet deploy`, read by every
 * registry; one partition, kept for ever; key: `<kind>/<name>@<version>`.
 */
export const PromptPublishedV1 = Type.Object({
  facts: Type.Object({
    kind: Type.Union([Type.Literal('prompt'), Type.Literal('policy')]),
    name: Name,
    version: Version,
    hash: ContentHash,
    at: Instant,
    by: Type.String({ minLength: 1 }),
  }),
  content: Type.Object({ source: Type.String({ minLength: 1, description: 'the file as it is' }) }),
});
export type PromptPublishedV1 = Static<typeof PromptPublishedV1>;
