import { Type } from '@sinclair/typebox';
import { NAME_PATTERN } from '@gauntlet/contracts';

// Values outside are typing errors: no metric reaches them, and sums and windows stay within what numbers can hold.
const MAX_VALUE = 1e9;
const MAX_SAMPLES = 1_000_000;
const MAX_MONITORS = 1_000;
const Value = Type.Number({ minimum: 0, maximum: MAX_VALUE });

const Name = Type.String({ pattern: `^${NAME_PATTERN}$`, examples: ['support-agent'] });

const MonitorEntry = Type.Object(
  {
    name: Name,
    prompt: Type.String({ pattern: `^(${NAME_PATTERN}|\\*)$`, examples: ['support-agent', '*'] }),
    // Optional: most monitors fit every prompt.
    except: Type.Optional(Type.Array(Name, { maxItems: MAX_MONITORS })),
    metric: Type.String({
      pattern:
        '^(refusal_rate|canned_rate|mean_cost_usd|latency_p50_ms|latency_p95_ms|score\\.[a-zA-Z0-9][a-zA-Z0-9_-]*)$',
      examples: ['refusal_rate', 'canned_rate', 'mean_cost_usd', 'latency_p50_ms', 'latency_p95_ms', 'score.grounding'],
    }),
    window: Type.String({ pattern: '^[1-9]\\d{0,3}[smh]$', examples: ['30s', '5m', '2h'] }),
    minSamples: Type.Integer({ minimum: 1, maximum: MAX_SAMPLES }),
    direction: Type.Union([Type.Literal('above'), Type.Literal('below')]),
    threshold: Value,
    resolveAt: Value,
  },
  { additionalProperties: false },
);

/** A monitors file as it is written. */
export const MonitorsFileSchema = Type.Object(
  { monitors: Type.Array(MonitorEntry, { maxItems: MAX_MONITORS }) },
  { additionalProperties: false },
);
