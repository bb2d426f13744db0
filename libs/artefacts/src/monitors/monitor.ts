/** What to watch, and when to speak: one entry of a monitors file. */
export interface Monitor {
  readonly name: string;
  /** Prompt name, or `*` for all; each version is watched on its own. */
  readonly prompt: string;
  /** Names of prompts that it doesn't fit, where `prompt` is `*`. */
  readonly except: readonly string[];
  /** `refusal_rate`, `canned_rate`, `mean_cost_usd`, `latency_p50_ms`, `latency_p95_ms`, or `score.<scorer>`. */
  readonly metric: string;
  /** At most 7 days: older numbers are not kept. */
  readonly windowMs: number;
  /** A window with fewer answers raises and resolves nothing. */
  readonly minSamples: number;
  /** Which side of the threshold is bad. */
  readonly direction: 'above' | 'below';
  readonly threshold: number;
  /** Where an open alert ends; on the good side of the threshold, so that a value near it doesn't flap. */
  readonly resolveAt: number;
}
