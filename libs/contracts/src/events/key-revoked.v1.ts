import { type Static, Type } from '@sinclair/typebox';
import { Instant, Name } from '../parts/text';

/**
 * The API key is void for ever, whatever else is published under its id. Published by `gauntlet keys revoke`, read by
 * every ingress; one partition, kept for ever; key: id of the API key.
 */
export const KeyRevokedV1 = Type.Object({
  facts: Type.Object({
    id: Name,
    at: Instant,
    by: Type.String({ minLength: 1 }),
  }),
  content: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }),
});
export type KeyRevokedV1 = Static<typeof KeyRevokedV1>;
