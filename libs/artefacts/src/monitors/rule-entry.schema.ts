import { type Static, Type } from '@sinclair/typebox';
import { NAME_PATTERN } from '@gauntlet/contracts';
import { DIMENSIONS, FEATURES } from './rule-monitor';

const Name = Type.String({ pattern: `^${NAME_PATTERN}$`, examples: ['support-agent'] });
const oneOf = (names: readonly string[]) => Type.Union(names.map((name) => Type.Literal(name)));
const Value = Type.Number({ minimum: -1e9, maximum: 1e9 });
const MOST_NAMES = 1_000;
const SENTENCE = 200;

/** An entry with a rule; which of the fields belong to which rule is in `read-rule.ts`. */
export const RuleEntrySchema = Type.Object(
  {
    // Optional: a sentence names itself.
    name: Type.Optional(Name),
    // `level`, `change`, `distribution`, or a sentence that says all of it.
    rule: Type.String({ maxLength: SENTENCE }),
    prompt: Type.Optional(Type.String({ pattern: `^(${NAME_PATTERN}|\\*)$`, examples: ['support-agent', '*'] })),
    except: Type.Optional(Type.Array(Name, { maxItems: MOST_NAMES })),
    by: Type.Optional(Type.Array(oneOf(DIMENSIONS), { maxItems: DIMENSIONS.length })),
    metric: Type.Optional(Type.String({ maxLength: SENTENCE })),
    above: Type.Optional(Value),
    below: Type.Optional(Value),
    drop: Type.Optional(Value),
    rise: Type.Optional(Value),
    bounds: Type.Optional(Type.Tuple([Value, Value])),
    of: Type.Optional(Type.Array(oneOf(FEATURES), { minItems: 1, maxItems: FEATURES.length })),
    like: Type.Optional(Type.String({ pattern: '^last (week|month)$', examples: ['last week', 'last month'] })),
    tolerance: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  },
  { additionalProperties: false },
);

export type RuleEntry = Static<typeof RuleEntrySchema>;

/** Whether an entry has a rule; one in words is a rule, too. */
export function isRule(entry: unknown): boolean {
  return typeof entry === 'string' || (typeof entry === 'object' && entry !== null && 'rule' in entry);
}
