import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { Name, Uuid } from '../parts/text';

const EXAMPLE = 'support-agent';
/** Names that a map of strings may have, and how long each may be. */
const MOST_NAMES = 32;
const LONGEST_NAME = 64;

// What is optional may also come as null.
function optional<T extends TSchema>(schema: T, description: string) {
  return Type.Optional(Type.Union([schema, Type.Null()], { description }));
}

const prompt = {
  ...Name,
  description: 'name of a deployed prompt',
  examples: [EXAMPLE],
  'x-problem': 'must be the name of a prompt, such as support-agent',
};
const names = Type.Record(Type.String({ pattern: `^[\\s\\S]{0,${LONGEST_NAME}}$` }), Type.String(), {
  maxProperties: MOST_NAMES,
  additionalProperties: false,
  'x-problem': `must map at most ${MOST_NAMES} names of at most ${LONGEST_NAME} characters to strings`,
});
const conversation = optional(
  Type.String({ minLength: 1, maxLength: 256 }),
  'keeps a conversation on one side of a canary; single requests have none',
);

const TextParts = Type.Array(Type.Object({ type: Type.Literal('text'), text: Type.String() }));

/** One turn of the conversation. */
export const Message = Type.Object(
  {
    role: Type.Union([Type.Literal('user'), Type.Literal('assistant')], {
      'x-problem': 'must be user or assistant; the prompt file alone speaks as system',
    }),
    content: Type.Union([Type.String(), TextParts], { description: 'of a user: not empty' }),
  },
  { additionalProperties: false },
);
export type Message = Static<typeof Message>;

/** How a stream is to be written. */
export const StreamOptions = Type.Object(
  { include_usage: optional(Type.Boolean(), 'one more chunk at the end with the usage; without it there is none') },
  { additionalProperties: false },
);

/** Body of `POST /v1/chat/completions`. */
export const ChatCompletionRequest = Type.Object(
  {
    model: prompt,
    messages: Type.Array(Message, {
      minItems: 1,
      maxItems: 201,
      description: 'earlier turns and, last, the user’s input',
      examples: [[{ role: 'user', content: 'Hello' }]],
    }),
    metadata: optional(names, 'variables that the prompt names; all others become tags'),
    conversation,
    stream: optional(Type.Boolean(), 'the answer as server-sent events; without it in one piece'),
    stream_options: optional(StreamOptions, 'for streams only'),
  },
  {
    additionalProperties: false,
    description:
      'OpenAI’s parameters; what the pin decides may be there at its default, and null for every optional one',
  },
);
export type ChatCompletionRequest = Static<typeof ChatCompletionRequest>;

/** Body of `POST /v1/requests`. */
export const RequestBody = Type.Object(
  {
    prompt,
    input: Type.String({ minLength: 1, description: 'what the user says', examples: ['Hello'] }),
    history: optional(Type.Array(Message, { maxItems: 200 }), 'earlier turns; a conversation begins without'),
    variables: optional(names, 'what the prompt’s template asks for; many prompts need none'),
    tags: optional(names, 'recorded with the answer, for analysts'),
    conversation,
  },
  { additionalProperties: false, description: 'a request whose caller comes back for the answer' },
);
export type RequestBody = Static<typeof RequestBody>;

const rating = Type.Union([Type.Literal('up'), Type.Literal('down')], {
  description: 'an answer with `down` is always scored',
  'x-problem': 'must be up or down',
});

/** Body of `POST /v1/requests/{id}/feedback`. */
export const FeedbackBody = Type.Object(
  {
    rating,
    comment: optional(
      Type.String({ minLength: 1, maxLength: 4_000 }),
      'for people; stored with personal data taken out',
    ),
  },
  { additionalProperties: false, description: 'what a caller thinks of an answer' },
);
export type FeedbackBody = Static<typeof FeedbackBody>;

/** Answer to feedback that is in the log. */
export const FeedbackTaken = Type.Object({ id: Uuid, rating }, { description: 'the feedback is in the log' });
export type FeedbackTaken = Static<typeof FeedbackTaken>;
