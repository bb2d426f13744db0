import { type TSchema, Type } from '@sinclair/typebox';

/** A field that is always there and may be null; the description says what null means. */
export function nullable<T extends TSchema>(schema: T, description: string) {
  return Type.Union([schema, Type.Null()], { description });
}
