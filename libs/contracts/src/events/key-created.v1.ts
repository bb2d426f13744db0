import { type Static, Type } from '@sinclair/typebox';
import { OWN_TENANT } from '../own-tenant';
import { KeyScope } from '../parts/key';
import { Instant, Name, NAME_PATTERN } from '../parts/text';

/**
 * From this offset on, whoever shows this API key acts for the tenant. Published by `gauntlet keys create`, read by every
 * ingress; one partition, kept for ever; key: id of the API key. The key's text itself is nowhere.
 */
export const KeyCreatedV1 = Type.Object({
  facts: Type.Object({
    id: Name,
    tenant: Type.String({
      pattern: `^(?!${OWN_TENANT}$)${NAME_PATTERN}$`,
      description: 'a name; never the tenant of the requests that Gauntlet makes itself',
    }),
    scopes: Type.Array(KeyScope, { minItems: 1, uniqueItems: true }),
    hash: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'HMAC-SHA-256 of the API key with the pepper, hex; of no use without the pepper',
    }),
    at: Instant,
    by: Type.String({ minLength: 1 }),
  }),
  content: Type.Object({ label: Type.String({ maxLength: 200, description: 'what the key is for, in own words' }) }),
});
export type KeyCreatedV1 = Static<typeof KeyCreatedV1>;
