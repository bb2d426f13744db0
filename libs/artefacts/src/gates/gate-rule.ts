/** One sentence of a gate file, understood. */
export type GateRule = { readonly text: string } & Claim;

type Claim =
  /** The candidate's mean of a metric is high enough. */
  | { readonly kind: 'level'; readonly metric: string; readonly least: number; readonly alpha: number }
  /** The candidate is not worse than the baseline by more than the margin; null: in no metric that measures something. */
  | { readonly kind: 'drop'; readonly metric: string | null; readonly margin: number; readonly alpha: number }
  | { readonly kind: 'critical' }
  /** The candidate costs at most so many times as much as the baseline. */
  | { readonly kind: 'cost'; readonly most: number; readonly alpha: number }
  /** This share of the candidate's answers comes in time. */
  | { readonly kind: 'latency'; readonly share: number; readonly mostMs: number; readonly alpha: number };

type Parts = readonly (string | undefined)[];

/** For who gives no level. */
const USUAL_LEVEL = 95;
const NUMBER = String.raw`\d+(?:\.\d+)?`;
const LEVEL = String.raw`(?: at (${NUMBER}) ?%)?`;
const EXAMPLES =
  '`answered >= 0.95`, `no drop > 0.05 against baseline at 95 %`, `no critical row fails`, `cost <= +10 %` or `p95 latency <= 4000 ms`';

const FORMS: readonly (readonly [RegExp, (parts: Parts) => Claim])[] = [
  [/^no critical row fails$/, () => ({ kind: 'critical' })],
  [
    pattern(String.raw`no drop > (${NUMBER})(?: in (.+?))? against baseline${LEVEL}`),
    ([margin, metric, level]) => ({
      kind: 'drop',
      metric: metric ?? null,
      margin: within(margin, 'the drop', 1),
      ...alpha(level),
    }),
  ],
  [
    pattern(String.raw`cost <= ([+-]?${NUMBER}) ?%${LEVEL}`),
    ([percent, level]) => ({ kind: 'cost', most: 1 + Number(percent) / 100, ...alpha(level) }),
  ],
  [
    pattern(String.raw`p(${NUMBER}) latency <= (${NUMBER}) ?(ms|s)${LEVEL}`),
    ([percent, most, unit, level]) => ({
      kind: 'latency',
      share: between(percent, 'the percentile', 1, 99.9) / 100,
      mostMs: Number(most) * (unit === 's' ? 1_000 : 1),
      ...alpha(level),
    }),
  ],
  [
    pattern(String.raw`(.+?) >= (${NUMBER})${LEVEL}`),
    ([metric = '', least, level]) => ({ kind: 'level', metric, least: within(least, 'the level', 1), ...alpha(level) }),
  ],
];

/** Reads one rule. @throws RangeError saying what is wrong and which rules there are; a retry doesn't help. */
export function parseRule(written: string): GateRule {
  const text = written.trim().replace(/\s+/g, ' ');
  for (const [form, claimOf] of FORMS) {
    const parts = form.exec(text)?.slice(1);
    if (parts) return { text, ...claimOf(parts) };
  }
  throw new RangeError(`is no rule; write ${EXAMPLES}`);
}

function pattern(form: string): RegExp {
  return new RegExp(`^${form}$`);
}

function alpha(level: string | undefined): { alpha: number } {
  const percent = between(level ?? String(USUAL_LEVEL), 'the confidence', 50, 99.9);
  return { alpha: Number((1 - percent / 100).toFixed(6)) };
}

function within(text: string | undefined, what: string, upTo: number): number {
  return between(text, what, 0, upTo);
}

function between(text: string | undefined, what: string, from: number, upTo: number): number {
  const number = Number(text);
  if (number >= from && number <= upTo) return number;
  throw new RangeError(`has ${text} for ${what}, which goes from ${from} to ${upTo}`);
}
