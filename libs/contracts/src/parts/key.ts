import { Type, type Static } from '@sinclair/typebox';

/** What an API key allows: `requests:write` to ask, `requests:read` to look records up. */
export const KeyScope = Type.Union([Type.Literal('requests:write'), Type.Literal('requests:read')]);
export type KeyScope = Static<typeof KeyScope>;
