import { type Static, Type } from '@sinclair/typebox';
import { Name, Version } from '../parts/text';

/** A deployed prompt as OpenAI's clients see a model. */
export const Model = Type.Object(
  {
    id: { ...Name, description: 'what a request names as `model` or `prompt`', examples: ['support-agent'] },
    object: Type.Literal('model'),
    created: Type.Integer({ description: 'since when this version is in force, in seconds since 1970' }),
    owned_by: Type.Literal('gauntlet'),
    gauntlet: Type.Object({ version: { ...Version, description: 'the pinned version', examples: ['v7'] } }),
  },
  { description: 'a deployed prompt' },
);
export type Model = Static<typeof Model>;

/** All prompts that a caller may ask. */
export const ModelList = Type.Object(
  { object: Type.Literal('list'), data: Type.Array(Model) },
  { description: 'all prompts that the caller’s tenant may ask' },
);
export type ModelList = Static<typeof ModelList>;
