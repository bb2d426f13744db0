import { describe, expect, it } from 'vitest';
import { inFlightIn } from './service-metrics';

describe('inFlightIn', () => {
  it('reads the gauge of each group, whatever other labels and metrics there are', () => {
    const text = [
      '# TYPE gauntlet_messaging_in_flight gauge',
      'gauntlet_messaging_in_flight{messaging_consumer_group_name="guardrail.input",otel_scope_name="x"} 12',
      'gauntlet_messaging_in_flight{otel_scope_name="x",messaging_consumer_group_name="guardrail.output"} 0',
      'gauntlet_messaging_queued{messaging_consumer_group_name="guardrail.input"} 99',
    ].join('\n');
    expect(inFlightIn(text)).toEqual([
      ['guardrail.input', 12],
      ['guardrail.output', 0],
    ]);
  });
});
