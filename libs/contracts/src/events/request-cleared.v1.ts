import { type Static, Type } from '@sinclair/typebox';
import { RequestContent, RequestFacts } from '../parts/request';
import { Trail } from '../parts/trail';

/**
 * A request that passed the input checks; its texts are redacted where the policy says so.
 * Published by the input guardrail, read by prompt-render; key: request id.
 */
export const RequestClearedV1 = Type.Object({
  facts: Type.Object({ request: RequestFacts, trail: Trail }),
  content: RequestContent,
});
export type RequestClearedV1 = Static<typeof RequestClearedV1>;
