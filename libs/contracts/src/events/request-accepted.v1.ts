import { type Static, Type } from '@sinclair/typebox';
import { RequestContent, RequestFacts } from '../parts/request';
import { Trail } from '../parts/trail';

/** A request that Gauntlet now owes an answer to. Published by ingress alone, read by the input guardrail; key: request id. */
export const RequestAcceptedV1 = Type.Object({
  facts: Type.Object({ request: RequestFacts, trail: Trail }),
  content: RequestContent,
});
export type RequestAcceptedV1 = Static<typeof RequestAcceptedV1>;
