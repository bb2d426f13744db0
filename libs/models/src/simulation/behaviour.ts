import { type Static, Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';

const literals = <const T extends readonly string[]>(values: T) =>
  Type.Union(values.map((value) => Type.Literal(value as T[number])));

const FAILURES = [
  'status',
  'hang-up',
  'never-answer',
  'stall-body',
  'cut-body',
  'invalid-json',
  'truncated-gzip',
  'wrong-content-type',
  'huge-body',
  'empty-choices',
] as const;
const LEAKS = ['email', 'card', 'prompt', 'canary'] as const;
const ODDITIES = ['no-usage', 'thinking', 'blank', 'filtered', 'reasoning-only', 'too-long'] as const;
const BROKEN_JSON = ['repairable', 'broken', 'hopeless'] as const;

const BehaviourSchema = Type.Object(
  {
    latencyMs: Type.Number({ minimum: 0, maximum: 600_000, description: 'before every answer or failure' }),
    latencyJitterMs: Type.Number({ minimum: 0, maximum: 600_000, description: 'at most added, drawn by content' }),
    failRate: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'share of calls that fail, drawn by content and try',
    }),
    failFirst: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
      description: 'exactly the first n calls of an idempotency key fail, and failRate is not asked',
    }),
    failure: literals(FAILURES),
    status: Type.Integer({ minimum: 400, maximum: 599, description: 'of failure "status"' }),
    retryAfter: Type.Union([Type.String(), Type.Null()], { description: 'Retry-After of failure "status", verbatim' }),
    leak: Type.Union([literals(LEAKS), Type.Null()]),
    json: Type.Union([literals(BROKEN_JSON), Type.Null()], {
      description: 'repairable in place; broken until a repair turn; hopeless in the repair turn too',
    }),
    oddity: Type.Union([literals(ODDITIES), Type.Null()], {
      description: 'an answer that is whole and paid, but not as one expects it',
    }),
    refuse: Type.Boolean(),
    truncate: Type.Boolean({ description: 'stops in the middle, finish reason "length"' }),
    quality: Type.Number({ minimum: 0, maximum: 1, description: 'share of answers that keep to the context' }),
    wrong: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'share of questions that are answered wrongly, drawn by the question alone: always the same ones',
    }),
    worsenOverMs: Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Null()], {
      description: 'quality falls to 0 in a straight line over this time from the start of the process',
    }),
  },
  { additionalProperties: false },
);

/** How a simulated model behaves; set by process, by pin (`parameters.simulate`) or by directive, the later one wins. */
export type SimulatedBehaviour = Readonly<Static<typeof BehaviourSchema>>;

/** What a well-behaved simulated model does: answer at once, whole and from its context. */
export const GOOD_BEHAVIOUR: SimulatedBehaviour = {
  latencyMs: 0,
  latencyJitterMs: 0,
  failRate: 0,
  failFirst: null,
  failure: 'status',
  status: 503,
  retryAfter: null,
  leak: null,
  json: null,
  oddity: null,
  refuse: false,
  truncate: false,
  quality: 1,
  wrong: 0,
  worsenOverMs: null,
};

/** Thrown for a behaviour or directive that doesn't exist; a retry doesn't help. */
export class InvalidBehaviourError extends Error {
  readonly code = 'invalid_behaviour';
  readonly retryable = false;

  constructor(message: string) {
    super(message);
    this.name = 'InvalidBehaviourError';
  }
}

const partial = TypeCompiler.Compile(Type.Partial(BehaviourSchema));

/**
 * Checks the parts of a behaviour that somebody wrote down.
 * @throws InvalidBehaviourError naming the field and what it may be.
 */
export function parseBehaviour(value: unknown): Partial<SimulatedBehaviour> {
  if (partial.Check(value)) return value;
  const problem = partial.Errors(value).First();
  throw new InvalidBehaviourError(`simulated behaviour${problem?.path ?? ''}: ${problem?.message ?? 'is not valid'}`);
}
