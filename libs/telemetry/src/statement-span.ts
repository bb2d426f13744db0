import type { Span } from '@opentelemetry/api';

interface Asked {
  readonly connection: { readonly database?: string };
  readonly query: { readonly name?: string; readonly text: string };
}

/**
 * Names the span of a prepared statement as that of any other, by its operation: the instrumentation would name the span
 * by the name of the statement, which is a hash.
 */
export function nameByOperation(span: Span, { connection: { database }, query: { name, text } }: Asked): void {
  if (!name) return;
  const [operation = ''] = text.trim().split(/\s/, 1);
  span.updateName(`pg.query:${operation.toUpperCase()}${database ? ` ${database}` : ''}`);
}
