import { Type } from '@sinclair/typebox';

const Name = Type.String({ pattern: '^[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}$' });

const MonitorEntry = Type.Object(
  {
    name: Name,
    prompt: Type.Union([Name, Type.Literal('*')]),
    metric: Type.String({
      pattern:
        '^(refusal_rate|canned_rate|mean_cost_usd|latency_p50_ms|latency_p95_ms|score\\.[a-zA-Z0-9][a-zA-Z0-9_-]*)$',
    }),
    window: Type.String({ pattern: '^[1-9]\\d{0,3}[smh]$' }),
    minSamples: Type.Integer({ minimum: 1 }),
    direction: Type.Union([Type.Literal('above'), Type.Literal('below')]),
    threshold: Type.Number(),
    resolveAt: Type.Number(),
  },
  { additionalProperties: false },
);

/** A monitors file as it is written. */
export const MonitorsFileSchema = Type.Object({ monitors: Type.Array(MonitorEntry) }, { additionalProperties: false });
