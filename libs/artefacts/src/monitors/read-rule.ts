import type { FieldProblem } from '@gauntlet/contracts';
import type { RuleEntry } from './rule-entry.schema';
import { type Feature, FEATURES, type WatchRule } from './rule-monitor';
import { type Metric, METRIC_NAMES, needsBounds, parseMetric } from './watched-metric';

const KINDS = ['level', 'change', 'distribution'] as const;
/** Less than this share of traffic may move unnoticed: no two months are the same. */
const TOLERANCE = 0.05;
const WEEKS: Readonly<Record<string, number>> = { 'last week': 1, 'last month': 4 };
/** Each rule with the fields that say it, of which exactly one must be there. */
const SAYING = { level: ['above', 'below'], change: ['drop', 'rise'] } as const;
const OWN: Readonly<Record<string, readonly string[]>> = {
  level: ['metric', 'bounds', ...SAYING.level],
  change: ['metric', 'bounds', ...SAYING.change],
  distribution: ['metric', 'of', 'like', 'tolerance'],
};
const ALL = [...new Set(Object.values(OWN).flat())];

/** The rule of an entry, or what is wrong with it. */
type ReadRule = { readonly rule: WatchRule } | { readonly problems: readonly FieldProblem[] };

/** Reads an entry whose `rule` names its kind. */
export function readRule(entry: RuleEntry): ReadRule {
  const kind = KINDS.find((one) => one === entry.rule);
  if (!kind) return wrong('rule', `must be level, change or distribution, or a sentence`);
  const foreign = ALL.find((field) => field in entry && !OWN[kind]?.includes(field));
  if (foreign) return wrong(foreign, `says nothing in a ${kind} rule; it takes ${OWN[kind]?.join(', ')}`);
  if (kind === 'distribution') return distribution(entry);
  const said = SAYING[kind].filter((field) => entry[field] !== undefined);
  if (said.length !== 1) return wrong(SAYING[kind][0], `or ${SAYING[kind][1]} must be there, and not both`);
  const metric = metricOf(entry);
  return 'problems' in metric ? metric : meanRule(entry, kind, metric);
}

function metricOf({ metric: text, bounds }: RuleEntry): Metric | { problems: readonly FieldProblem[] } {
  if (text === undefined) return wrong('metric', `is missing; name one of ${METRIC_NAMES}`);
  if (bounds && bounds[0] >= bounds[1])
    return wrong('bounds', 'must be the least and then the greatest value, as in [1, 5]');
  const metric = parseMetric(text, bounds);
  if (!metric) return wrong('metric', `is "${text}", which is not known; name one of ${METRIC_NAMES}`);
  if (needsBounds(text) && !bounds)
    return wrong('bounds', `are missing; ${text} has no greatest value of its own, so say bounds: [0, 4000]`);
  return metric;
}

function meanRule({ above, below, drop, rise }: RuleEntry, kind: 'level' | 'change', metric: Metric): ReadRule {
  const { least, greatest } = metric;
  if (kind === 'level') {
    const level = (above ?? below) as number;
    const field = above === undefined ? 'below' : 'above';
    if (level <= least || level >= greatest)
      return wrong(
        field,
        `must lie between ${least} and ${greatest}, the bounds of ${metric.name}${hint(level, metric)}`,
      );
    return { rule: { kind, metric, stay: field, level } };
  }
  const margin = (drop ?? rise) as number;
  const field = drop === undefined ? 'rise' : 'drop';
  if (margin < 0 || margin >= greatest - least)
    return wrong(
      field,
      `must be at least 0 and less than ${greatest - least}, as far as ${metric.name} can move${hint(margin, metric)}`,
    );
  return { rule: { kind, metric, bad: field, margin } };
}

/** Whoever wrote 85 or 5 may have meant percent or points. */
function hint(value: number, { greatest }: Metric): string {
  return greatest === 1 && value > 1 && value < 100
    ? `; ${value} points are ${value / 100}`
    : '; other scores need bounds: [1, 5]';
}

function distribution({ metric, of, like = 'last month', tolerance = TOLERANCE }: RuleEntry): ReadRule {
  const named = of ?? (metric === undefined ? [] : [metric.replace(/ mix$/, '')]);
  if (named.length === 0) return wrong('of', 'is missing; say what must look alike, as in of: [language, length]');
  if (of && metric !== undefined) return wrong('metric', 'says the same as of; leave one of them out');
  if (!named.every((one) => (FEATURES as readonly string[]).includes(one)))
    return wrong('metric', 'must be language, length, outcome, tenant or model');
  return { rule: { kind: 'distribution', of: [...new Set(named)] as Feature[], weeks: WEEKS[like] ?? 4, tolerance } };
}

function wrong(field: string, problem: string): { problems: readonly FieldProblem[] } {
  return { problems: [{ field, problem }] };
}
