import type { Static } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { HTTP_SCHEMAS, type HttpSchemaName } from '@gauntlet/contracts/http';

/** A body as what the contract says that it is; throws for one that is not, or that has a field which the contract lacks. */
export function ofShape<Name extends HttpSchemaName>(name: Name, body: unknown): Static<(typeof HTTP_SCHEMAS)[Name]> {
  const schema = HTTP_SCHEMAS[name];
  const error = Value.Errors(schema, body).First();
  if (error) throw new Error(`${error.path} of ${name}: ${error.message}`);
  const known = Value.Clean(schema, Value.Clone(body));
  if (Value.Equal(known, body)) return body as Static<(typeof HTTP_SCHEMAS)[Name]>;
  throw new Error(`${name} has undescribed fields: ${JSON.stringify(Value.Diff(known, body))}`);
}
