import { type Static, Type } from '@sinclair/typebox';
import { Trial } from '../parts/pin';
import { HistoryMessage } from '../parts/request';
import { Name, StringMap } from '../parts/text';

/**
 * A request from a backend that publishes to Kafka itself. Published by backends, read by ingress; any key.
 * The request id is UUIDv5 of tenant, `ce_source` and `ce_id`, so a repeat is the same request.
 */
export const RequestSubmittedV1 = Type.Object({
  facts: Type.Object({
    tenant: Name,
    prompt: Name,
    conversation: Type.Optional(Type.String({ minLength: 1, maxLength: 256, description: 'absent: no conversation' })),
    tags: Type.Optional(StringMap),
    timeoutMs: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 600_000, description: 'absent: the default deadline' }),
    ),
    trial: Type.Optional({
      ...Trial,
      description: 'answered with this in place of the pin in force; refused for every tenant but Gauntlet itself',
    }),
  }),
  content: Type.Object({
    input: Type.String({ minLength: 1 }),
    history: Type.Optional(Type.Array(HistoryMessage, { maxItems: 200, description: 'absent: no earlier turns' })),
    variables: Type.Optional(StringMap),
  }),
});
export type RequestSubmittedV1 = Static<typeof RequestSubmittedV1>;
