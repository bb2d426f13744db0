import { Type } from '@sinclair/typebox';
import { NAME_PATTERN } from '@gauntlet/contracts';

// Values outside are typing errors: no metric reaches them, and sums and windows stay within what numbers can hold.
const MAX_VALUE = 1e9;
const MAX_SAMPLES = 1_000_000;
const MAX_MONITORS = 1_000;
const Value = Type.Number({ minimum: 0, maximum: MAX_VALUE });

const Name = Type.String({ pattern: `^${NAME_PATTERN}$`, examples: ['support-agent'] });

/** An entry with a threshold. */
export const MonitorEntry = Type.Object(
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

/** A monitors file of thresholds alone. */
export const MonitorsFileSchema = Type.Object(
  { monitors: Type.Array(MonitorEntry, { maxItems: MAX_MONITORS }) },
  { additionalProperties: false },
);

/** A monitors file as a watch with a budget reads it; entries have several shapes, each with a schema of its own. */
export const WatchFileSchema = Type.Object(
  {
    // Optional: a file without it may be wrong once a year.
    falseAlarms: Type.Optional(Type.String({ examples: ['1 per year'] })),
    // Optional: an hour suits most traffic. A day must be a whole number of steps.
    step: Type.Optional(
      Type.String({ pattern: '^(1|2|3|4|6|8|12|24)h$|^(5|10|15|20|30)m$', examples: ['1h', '15m', '24h'] }),
    ),
    monitors: Type.Array(Type.Unknown(), { maxItems: MAX_MONITORS }),
  },
  { additionalProperties: false },
);
