import { type Static, Type } from '@sinclair/typebox';
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

/** Which version the messages of an event were rendered from. */
export const RenderedPrompt = Type.Optional({
  ...ArtefactRef,
  description: 'version of `content.messages`; absent when it is the one of the pin, as for most requests',
});

/** A backup model, which may be asked with another version of the prompt than the pinned model is. */
export const BackupRef = Type.Composite([
  ModelRef,
  Type.Object({
    prompt: Type.Optional({
      ...ArtefactRef,
      description: 'absent: the pin’s own prompt version; the backups of a pin that name a version name the same one',
    }),
  }),
]);
export type BackupRef = Static<typeof BackupRef>;

const ModelChoice = Type.Object({
  provider: ModelRef.properties.provider,
  model: ModelRef.properties.model,
  parameters: Type.Optional({
    ...ModelRef.properties.parameters,
    description: 'absent: those of the prompt version that it is asked with',
  }),
  version: Type.Optional({ ...Version, description: 'of a backup; absent: what the first model is asked' }),
});

/** Models as an operator named them. What is left open belongs to the prompt version, and changes with it. */
export const ModelOverrides = Type.Object({
  model: Type.Optional({ ...ModelChoice, description: 'absent: the one of the prompt version' }),
  backups: Type.Array(ModelChoice, { maxItems: 4 }),
});
export type ModelOverrides = Static<typeof ModelOverrides>;

/** How the share of a canary grows by itself, and what ends it. */
export const CanaryRamp = Type.Object({
  steps: Type.Array(Type.Number({ exclusiveMinimum: 0, maximum: 100 }), {
    minItems: 2,
    maxItems: 20,
    description: 'shares in percent, growing; at the last, 100, the canary becomes the pin',
  }),
  everyMs: Type.Integer({ minimum: 1_000, description: 'how long a step lasts at least' }),
  leastAnswers: Type.Integer({
    minimum: 1,
    description: 'conversations that the canary must have answered in a step before the next one',
  }),
  margin: Type.Number({ minimum: 0, maximum: 1, description: 'the largest drop of a metric that does not matter' }),
  alpha: Type.Number({
    exclusiveMinimum: 0,
    maximum: 0.5,
    description: 'how likely a canary that is not worse is rolled back, at most, over the whole ramp',
  }),
});
export type CanaryRamp = Static<typeof CanaryRamp>;

/** A version on trial for a share of the conversations, with all that it would be asked with if it were in force. */
export const PinCanary = Type.Object({
  prompt: ArtefactRef,
  percent: Type.Number({ minimum: 0, maximum: 100 }),
  model: Type.Optional({ ...ModelRef, description: 'absent in events older than this field: the one of the pin' }),
  backups: Type.Optional(
    Type.Array(BackupRef, { maxItems: 4, description: 'absent in events older than this field: those of the pin' }),
  ),
  ramp: Type.Optional({ ...CanaryRamp, description: 'absent: the share stays until somebody pins again' }),
});
export type PinCanary = Static<typeof PinCanary>;

/** Whether a prompt has to pass a gate before it is pinned, and by which runs it has. */
export const PinGate = Type.Object({
  required: Type.Boolean({ description: '`gate: required` in the deployment file: holds for every later pin, too' }),
  runs: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
    maxItems: 2,
    description: 'runs in llm.prompt.gated.v1 that passed for just what is pinned, and for its canary',
  }),
  forced: Type.Boolean({ description: 'set without the gate that it needs; `reason` says why' }),
});
export type PinGate = Static<typeof PinGate>;

/** What is in force for a prompt when the request is accepted; resolved once, then carried by every event. */
export const Pin = Type.Object({
  offset: Type.Integer({ minimum: 0, description: 'offset of the pin event in llm.prompt.pinned.v1' }),
  prompt: ArtefactRef,
  policy: ArtefactRef,
  model: ModelRef,
  backups: Type.Array(BackupRef, { maxItems: 4 }),
  canary: Type.Boolean({ description: 'this request fell into the canary share' }),
});
export type Pin = Static<typeof Pin>;

/** What a request of Gauntlet's own is answered with in place of the pin in force: one variant of an eval run. */
export const Trial = Type.Object({
  prompt: ArtefactRef,
  policy: ArtefactRef,
  model: ModelRef,
  backups: Type.Array(BackupRef, { maxItems: 4 }),
});
export type Trial = Static<typeof Trial>;

/** A version that also answers a share of the conversations, for nobody but analysts, with all that it would be asked with. */
export const PinShadow = Type.Composite([
  Trial,
  Type.Object({
    percent: Type.Number({ exclusiveMinimum: 0, maximum: 100 }),
    callsPerHour: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: 'requests that are copied in an hour at most, over all instances',
    }),
  }),
]);
export type PinShadow = Static<typeof PinShadow>;
