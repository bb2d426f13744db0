import { type Static, Type } from '@sinclair/typebox';
import { HistoryMessage, NAME_PATTERN } from '@gauntlet/contracts';
import { Expected } from './expected';

const CLOSED = { additionalProperties: false };
const MOST_TAGS = 20;
const MOST_TEXTS = 100;
const MOST_CHARACTERS = 262_144;

const Text = Type.String({ maxLength: MOST_CHARACTERS });
const Name = Type.String({ pattern: `^${NAME_PATTERN}$`, examples: ['returns', 'late-parcel_2'] });

/** A row as it is written, with one text for `expected` and `context` made an object and a list. */
export const RowSchema = Type.Object(
  {
    id: Type.Optional(Name),
    input: Type.String({ minLength: 1, maxLength: MOST_CHARACTERS }),
    variables: Type.Optional(Type.Record(Type.String(), Text)),
    history: Type.Optional(Type.Array(Type.Object(HistoryMessage.properties, CLOSED), { maxItems: MOST_TEXTS })),
    expected: Type.Optional(Expected),
    context: Type.Optional(Type.Array(Text, { maxItems: MOST_TEXTS })),
    tags: Type.Optional(Type.Array(Name, { maxItems: MOST_TAGS, uniqueItems: true })),
    critical: Type.Optional(Type.Boolean()),
    weight: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 })),
    cluster: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
  },
  CLOSED,
);
export type WrittenRow = Static<typeof RowSchema>;
