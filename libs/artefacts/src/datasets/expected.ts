import { type Static, Type } from '@sinclair/typebox';
import { LANGUAGES } from '@gauntlet/detection/languages';

const MOST_TERMS = 100;
const Text = Type.String({ minLength: 1 });
const Terms = Type.Array(Text, { minItems: 1, maxItems: MOST_TERMS });

/** What a good answer to a row is; every part is optional, and a scorer measures nothing where its part is absent. */
export const Expected = Type.Object(
  {
    answer: Type.Optional(Type.String({ minLength: 1, description: 'a good answer, word for word' })),
    contains: Type.Optional(Terms),
    forbids: Type.Optional(Terms),
    regex: Type.Optional(Type.String({ minLength: 1, description: 'in the syntax of RE2' })),
    json: Type.Optional(Type.Unknown({ description: 'the value that a JSON answer has' })),
    number: Type.Optional(Type.Number()),
    language: Type.Optional(Type.Union(LANGUAGES.map((language) => Type.Literal(language)))),
    refusal: Type.Optional(Type.Boolean({ description: 'true: the question is one to decline' })),
  },
  { additionalProperties: false },
);
export type Expected = Static<typeof Expected>;
