import { type Static, Type } from '@sinclair/typebox';
import { NAME_PATTERN, VERSION_PATTERN } from '@gauntlet/contracts';

const closed = { additionalProperties: false };
const Text = Type.String({ minLength: 1 });
const Name = Type.String({ pattern: `^${NAME_PATTERN}$`, examples: ['default'] });

const Action = Type.Union([
  Type.Literal('block'),
  Type.Literal('redact'),
  Type.Literal('repair'),
  Type.Literal('flag'),
]);

const OnError = Type.Union([Type.Literal('block'), Type.Literal('pass')]);
const Grey = Type.Union([Type.Literal('pass'), Type.Literal('flag'), Type.Literal('block')]);
const Judge = Type.String({ pattern: `^${NAME_PATTERN}@${VERSION_PATTERN}$`, examples: ['injection-judge@v2'] });
const Mode = Type.Union([Type.Literal('enforce'), Type.Literal('shadow')]);

const CheckEntry = Type.Object(
  {
    check: Name,
    action: Action,
    grey: Type.Optional(Grey),
    judge: Type.Optional(Judge),
    mode: Type.Optional(Mode),
    onError: Type.Optional(OnError),
    options: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  closed,
);

const Side = Type.Object({ checks: Type.Array(CheckEntry, { minItems: 1 }) }, closed);

/** A `.policy.yml` file as it is written. */
export const PolicyFileSchema = Type.Object(
  {
    name: Name,
    version: Type.String({ pattern: `^${VERSION_PATTERN}$`, examples: ['v1'] }),
    description: Text,
    refusalAnswer: Text,
    input: Side,
    output: Side,
  },
  closed,
);
export type PolicyFileSource = Static<typeof PolicyFileSchema>;

/** What follows when a check finds something. */
export type PolicyAction = Static<typeof Action>;
