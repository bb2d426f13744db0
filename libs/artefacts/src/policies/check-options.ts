import { type TObject, Type } from '@sinclair/typebox';
import { type ValueError, ValueErrorType } from '@sinclair/typebox/errors';
import { Value } from '@sinclair/typebox/value';
import type { FieldProblem } from '@gauntlet/contracts';
import { LANGUAGES } from '@gauntlet/detection/languages';
import { nearestName } from '../nearest-name';
import { problemOf } from '../schema-problems';

const closed = { additionalProperties: false };

/** Options of a check that has none. */
export const NO_OPTIONS = Type.Object({}, closed);

/** Options of `input-length`. */
export const INPUT_LENGTH_OPTIONS = Type.Object(
  { maxCharacters: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'of all texts together' }) },
  closed,
);

const threshold = (description: string) => Type.Optional(Type.Number({ minimum: 0, maximum: 1, description }));
const Thresholds = {
  judge: threshold('from this score on a text is doubted; that of the detector without'),
  block: threshold('from this score on a text counts as found; that of the detector without'),
};

/** Options of a check that scores. What others wrote, such as variables, and earlier turns of the assistant can have thresholds of their own. */
export const SCORING_OPTIONS = Type.Object(
  {
    ...Thresholds,
    document: Type.Optional(Type.Object(Thresholds, closed)),
    assistant: Type.Optional(Type.Object(Thresholds, closed)),
  },
  closed,
);

/** Options of `language`. */
export const LANGUAGE_OPTIONS = Type.Object(
  {
    ...SCORING_OPTIONS.properties,
    allowed: Type.Array(Type.Union(LANGUAGES.map((language) => Type.Literal(language))), {
      minItems: 1,
      description: 'codes such as `en`; a text in another language is found',
    }),
  },
  closed,
);

/** Options of `topics`. */
export const TOPICS_OPTIONS = Type.Object(
  {
    ...SCORING_OPTIONS.properties,
    topics: Type.Array(
      Type.Object(
        {
          name: Type.String({ pattern: '^[a-z][a-z0-9-]{0,49}$' }),
          rule: Type.Union([Type.Literal('allow'), Type.Literal('deny')]),
          examples: Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { minItems: 1, maxItems: 200 }),
        },
        closed,
      ),
      {
        minItems: 1,
        maxItems: 50,
        description: 'topics with a name, a rule (allow or deny) and examples of texts that are about them',
      },
    ),
  },
  closed,
);

const Types = Type.Optional(
  Type.Array(Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' }), {
    minItems: 1,
    description: 'only these types, as `EMAIL_ADDRESS`; without, all but PERSON, and in answers but STREET_ADDRESS',
  }),
);

/** Options of `personal-data` on the way in. */
export const ASKED_PERSONAL_DATA_OPTIONS = Type.Object(
  {
    types: Types,
    restore: Type.Optional(
      Type.Boolean({
        description: 'put the values back in the answer to the caller who sent them, and for nobody else',
      }),
    ),
  },
  closed,
);

/** Options of `personal-data` on the way out. */
export const ANSWERED_PERSONAL_DATA_OPTIONS = Type.Object(
  {
    types: Types,
    allow: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 320 }), {
        minItems: 1,
        maxItems: 200,
        description: 'values of the business itself, which an answer may tell: e-mail addresses, phone numbers, IBANs',
      }),
    ),
  },
  closed,
);

/** Options of `banned-terms`. */
export const BANNED_TERMS_OPTIONS = Type.Object(
  {
    terms: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
      minItems: 1,
      maxItems: 50_000,
      description: 'words or phrases; case, accents and spacing make no difference',
    }),
  },
  closed,
);

/** Options of `links`. */
export const LINKS_OPTIONS = Type.Object(
  {
    allow: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 253 }), {
        description: 'hosts, and all below them, that an answer may lead to',
      }),
    ),
    every: Type.Optional(
      Type.Boolean({ description: 'links that a person must click as well, not only what is fetched by itself' }),
    ),
  },
  closed,
);

/** What is wrong with options, each with its field below `field` and, for a name that is none, the nearest that is one. */
export function optionProblems(
  schema: TObject,
  options: Readonly<Record<string, unknown>>,
  field: string,
): FieldProblem[] {
  if (Value.Check(schema, options)) return [];
  const known = Object.keys(schema.properties);
  const unknown = Object.keys(options).filter((name) => !known.includes(name));
  const problems = [
    ...unknown.map((name) => ({ name, problem: unknownOption(name, known) })),
    ...known.flatMap((name) => valueProblems(schema, name, options[name])),
  ];
  return problems.map(({ name, problem }) => ({ field: `${field}/${name}`, problem }));
}

function unknownOption(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'is no option of this check; it has none';
  return `is no option of this check; did you mean ${nearestName(name, known)}? It has ${known.join(', ')}`;
}

function valueProblems(schema: TObject, name: string, value: unknown): { name: string; problem: string }[] {
  if (value === undefined) return schema.required?.includes(name) ? [{ name, problem: 'is missing' }] : [];
  const property = schema.properties[name];
  const error = property && Value.Errors(property, value).First();
  return error ? [{ name, problem: listProblem(error) ?? problemOf(error) }] : [];
}

/** What is wrong with the form of a list or of a text in it, and what to write; null for anything else. */
function listProblem({ type, value }: ValueError): string | null {
  if (type === ValueErrorType.Array) {
    if (value === null) return 'is empty; write a list, or leave it out';
    return `must be a list, as in ${typeof value === 'object' ? '[first, second]' : `[${JSON.stringify(value)}]`}`;
  }
  if (type === ValueErrorType.ArrayMinItems) return 'is an empty list; write at least one, or leave it out';
  if (type === ValueErrorType.StringMinLength) return 'has an empty text; remove it';
  if (type !== ValueErrorType.String) return null;
  if (typeof value === 'object') return `has ${kindOf(value)} where a text should stand; write a text, in quotes`;
  return `has ${String(value)}, which is a ${typeof value}; write it as a text, in quotes`;
}

function kindOf(value: object | null): string {
  if (value === null) return 'nothing';
  return Array.isArray(value) ? 'a list' : 'a map';
}
