import { type Static, Type } from '@sinclair/typebox';

/**
 * What an API key allows: `requests:write` to ask, `requests:read` to look records up, `prompts:read` to see in records what
 * a prompt says to its model.
 */
export const KeyScope = Type.Union([
  Type.Literal('requests:write'),
  Type.Literal('requests:read'),
  Type.Literal('prompts:read'),
]);
export type KeyScope = Static<typeof KeyScope>;
