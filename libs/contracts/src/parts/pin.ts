import { Type, type Static } from '@sinclair/typebox';
import { ContentHash, Name, Version } from './text';

/** One model as a rung of the ladder: which provider, which model, with which parameters. */
export const ModelRef = Type.Object({
  provider: Type.String({ minLength: 1, maxLength: 64 }),
  model: Type.String({ minLength: 1, maxLength: 128 }),
  parameters: Type.Record(Type.String(), Type.Unknown(), { description: 'sent to the provider as they are' }),
});
export type ModelRef = Static<typeof ModelRef>;

/** A versioned artefact and the hash of its content, so that a changed file can't pass as the same version. */
export const ArtefactRef = Type.Object({ name: Name, version: Version, hash: ContentHash });
export type ArtefactRef = Static<typeof ArtefactRef>;

/** What is in force for a prompt when the request is accepted; resolved once, then carried by every event. */
export const Pin = Type.Object({
  offset: Type.Integer({ minimum: 0, description: 'offset of the pin event in llm.prompt.pinned.v1' }),
  prompt: ArtefactRef,
  policy: ArtefactRef,
  model: ModelRef,
  backups: Type.Array(ModelRef, { maxItems: 4 }),
  canary: Type.Boolean({ description: 'this request fell into the canary share' }),
});
export type Pin = Static<typeof Pin>;
