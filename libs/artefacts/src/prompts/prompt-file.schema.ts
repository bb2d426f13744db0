import { type Static, Type } from '@sinclair/typebox';
import { MOST_TOKENS } from '@gauntlet/contracts';

const closed = { additionalProperties: false };
const Text = Type.String({ minLength: 1 });
const Role = Type.Union([Type.Literal('system'), Type.Literal('user'), Type.Literal('assistant')]);

const ModelParameters = Type.Object(
  {
    temperature: Type.Optional(Type.Number({ minimum: 0, maximum: 2, description: 'absent: the model’s default' })),
    topP: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: 'absent: the model’s default' })),
    maxCompletionTokens: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MOST_TOKENS, description: 'absent: the model’s limit' }),
    ),
    seed: Type.Optional(
      Type.Integer({
        minimum: Number.MIN_SAFE_INTEGER,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'absent: the provider draws one',
      }),
    ),
    simulate: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'how a simulated model misbehaves; no other provider knows it',
      }),
    ),
  },
  closed,
);

const JsonSchema = Type.Object(
  {
    name: Text,
    strict: Type.Optional(Type.Boolean({ description: 'absent in files that were exported from elsewhere' })),
    schema: Type.Record(Type.String(), Type.Unknown()),
  },
  closed,
);

const Evaluator = Type.Object(
  {
    name: Text,
    string: Type.Optional(
      Type.Partial(Type.Object({ startsWith: Text, endsWith: Text, contains: Text, equals: Text }, closed), {
        ...closed,
        minProperties: 1,
        description: 'absent when `uses` names a built-in evaluator',
      }),
    ),
    uses: Type.Optional(Type.String({ minLength: 1, description: 'absent when the evaluator is a `string` one' })),
    with: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'absent: the scorer that `uses` names has no options',
      }),
    ),
  },
  { ...closed, minProperties: 2 },
);

/** The GitHub Models `.prompt.yml` shape; what is optional there is optional here, for files written elsewhere. */
export const PromptFileSchema = Type.Object(
  {
    name: Text,
    description: Text,
    model: Type.String({ pattern: '^[^/\\s]+/\\S+$', examples: ['openai/gpt-4.1'], description: 'provider/model' }),
    modelParameters: Type.Optional(ModelParameters),
    messages: Type.Array(Type.Object({ role: Role, content: Text }, closed), { minItems: 2 }),
    responseFormat: Type.Optional(Type.Union([Type.Literal('text'), Type.Literal('json_schema')])),
    maxAnswerCharacters: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 262_144, description: 'absent: model-invoker’s own limit, 131072' }),
    ),
    jsonSchema: Type.Optional(Type.Union([JsonSchema, Text])),
    testData: Type.Optional(Type.Array(Type.Record(Type.String(), Type.String()))),
    evaluators: Type.Optional(Type.Array(Evaluator)),
  },
  closed,
);
export type PromptFileSource = Static<typeof PromptFileSchema>;
