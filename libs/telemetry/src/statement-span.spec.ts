import { AlwaysOnSampler, type ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace';
import { describe, expect, it } from 'vitest';
import { nameByOperation } from './statement-span';

describe('the span of a statement', () => {
  const tracer = new TracerProvider({ sampler: new AlwaysOnSampler() }).getTracer('spec');

  function named(query: { name?: string; text: string }): string {
    const span = tracer.startSpan('as the instrumentation names it');
    nameByOperation(span, { connection: { database: 'gauntlet' }, query });
    span.end();
    return (span as unknown as ReadableSpan).name;
  }

  it('is named by its operation when the statement is prepared', () => {
    expect(named({ name: '3f2a', text: '\n  insert\n INTO t VALUES (1)' })).toBe('pg.query:INSERT gauntlet');
  });

  it('keeps the name that the instrumentation gives any other statement', () => {
    expect(named({ text: 'SELECT 1' })).toBe('as the instrumentation names it');
  });
});
