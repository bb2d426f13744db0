import { type Static, Type } from '@sinclair/typebox';
import { ResponseReleasedV1 } from '../events/response-released.v1';
import { RequestFacts } from '../parts/request';
import { Uuid } from '../parts/text';
import { nullable } from './nullable';
import { StageRecord } from './trail-records';

const { outcome, flags, releasedBy } = ResponseReleasedV1.properties.facts.properties;
const { history, variables } = ResponseReleasedV1.properties.content.properties;
const { tenant, origin, acceptedAt, deadline, tags, pin } = RequestFacts.properties;

const sum = (what: string) =>
  nullable(Type.Number({ minimum: 0 }), `${what} of all attempts; null when a part is unknown`);

/** How a request ended, as every answer and record says it. */
export const ending = {
  outcome: {
    ...outcome,
    description: '`answered` by a model, `blocked` by a check, or `canned`: the prompt’s safe answer',
  },
  flags: { ...flags, description: 'what was done to the answer on its way' },
  reason: nullable(
    Type.String(),
    'stable code of why it is not a plain answer, such as `deadline_exceeded`; else null',
  ),
  prompt: Type.String({ description: 'version that the answer came from', examples: ['support-agent@v7'] }),
  model: nullable(Type.String(), 'model that answered; null when none did'),
  provider: nullable(Type.String(), 'provider of that model; null when none answered'),
  trace_id: nullable(Type.String(), 'OpenTelemetry trace of the first time; null when it was not traced'),
  latency_ms: Type.Record(Type.String(), Type.Number({ minimum: 0 }), {
    description: 'how long each stage worked, and `total` from acceptance to release, waiting included',
    examples: [{ ingress: 1.5, total: 812 }],
  }),
};

/** The record of a finished request: what was fixed at the start, each stage with what it found, and the answer. */
export const RequestRecord = Type.Object(
  {
    id: Uuid,
    status: Type.Literal('finished'),
    ...ending,
    released_by: { ...releasedBy, description: 'the stage that ended the request' },
    tenant,
    origin: { ...origin, description: 'how the request came' },
    accepted_at: acceptedAt,
    deadline,
    conversation: nullable(Type.String(), 'as it is kept: a pseudonym when it held personal data; null without one'),
    tags: { ...tags, description: 'personal data is taken out' },
    pin: { ...pin, description: 'what was in force when the request was accepted' },
    usage: Type.Object({ input_tokens: sum('tokens'), output_tokens: sum('tokens'), cost_usd: sum('US dollars') }),
    position: Type.Object(
      { partition: Type.Integer({ minimum: 0 }), offset: Type.String() },
      { description: 'of the answer in `llm.response.released.v1`' },
    ),
    input: Type.String({ description: 'what the user said; personal data is taken out, as in all texts here' }),
    history,
    variables,
    stages: Type.Array(StageRecord, { description: 'in the order in which they were done' }),
    answer: Type.String({ description: 'what the caller got' }),
  },
  { description: 'what happened to a request, stage by stage' },
);
export type RequestRecord = Static<typeof RequestRecord>;

/** A request that is accepted and has no answer yet. */
export const PendingRequest = Type.Object(
  { id: Uuid, status: Type.Literal('pending') },
  { description: 'on its way: owed an answer' },
);
export type PendingRequest = Static<typeof PendingRequest>;
