import { type Static, Type } from '@sinclair/typebox';
import { NAME_PATTERN, VERSION_PATTERN } from '@gauntlet/contracts';
import { parseArtefact } from '../parse-artefact';

const closed = { additionalProperties: false };

const model = {
  provider: Type.String({ minLength: 1, maxLength: 64 }),
  model: Type.String({ minLength: 1, maxLength: 128 }),
  parameters: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'absent: those of the prompt version that it is asked with; {}: the provider’s defaults',
    }),
  ),
};

const Backup = Type.Object(
  {
    ...model,
    version: Type.Optional(
      Type.String({
        pattern: `^${VERSION_PATTERN}$`,
        examples: ['v7'],
        description: 'of the same prompt; absent: what the first model is asked',
      }),
    ),
  },
  closed,
);

const Canary = Type.Object(
  {
    version: Type.String({ pattern: `^${VERSION_PATTERN}$`, examples: ['v7'], description: 'of the same prompt' }),
    percent: Type.Number({ minimum: 0, maximum: 100, description: 'share of conversations' }),
  },
  closed,
);

const Deployment = Type.Object(
  {
    version: Type.String({ pattern: `^${VERSION_PATTERN}$`, examples: ['v7'] }),
    policy: Type.String({
      pattern: `^${NAME_PATTERN}@${VERSION_PATTERN}$`,
      examples: ['default@v1'],
      description: 'name@version',
    }),
    model: Type.Optional(Type.Object(model, closed)),
    backups: Type.Optional(Type.Array(Backup, { maxItems: 4, description: 'absent: no backup model' })),
    cannedAnswer: Type.String({ minLength: 1 }),
    canary: Type.Optional({ ...Canary, description: 'absent: everybody gets `version`' }),
    gate: Type.Optional(
      Type.Literal('required', {
        description: 'nothing is pinned that has not passed a gate; absent: whatever the gate says',
      }),
    ),
    tenants: Type.Optional(
      Type.Array(Type.String({ pattern: `^${NAME_PATTERN}$`, examples: ['shop'] }), {
        minItems: 1,
        maxItems: 256,
        description: 'who may ask; absent: everybody',
      }),
    ),
  },
  closed,
);

const DeploymentFile = Type.Object(
  { prompts: Type.Record(Type.String({ pattern: `^${NAME_PATTERN}$` }), Deployment, { ...closed, minProperties: 1 }) },
  closed,
);

/** Desired state of an environment: for each prompt the version, policy, models and canned answer to start with. */
export type DeploymentFile = Static<typeof DeploymentFile>;

/** Desired state of one prompt; without `model` or `parameters` they are those in the file of the version. */
export type DesiredPin = Static<typeof Deployment>;

/**
 * Reads a deployment file.
 * @throws ArtefactFileError naming each bad field; a retry doesn't help.
 */
export function parseDeploymentFile(source: string, file: string): DeploymentFile {
  return parseArtefact({ source, schema: DeploymentFile, file });
}
