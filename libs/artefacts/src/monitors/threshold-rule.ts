import type { Static } from '@sinclair/typebox';
import type { MonitorEntry } from './monitors-file.schema';
import type { RuleMonitor } from './rule-monitor';
import { parseMetric } from './watched-metric';

/** An entry with a threshold as a level: the window and the number of samples give way to a budget of false alarms. */
export function ruleOfThreshold(entry: Static<typeof MonitorEntry>): { monitors: RuleMonitor[]; remark: string } {
  const { name, prompt, except = [], direction, threshold } = entry;
  const metric = parseMetric(entry.metric);
  if (!metric || threshold <= metric.least || threshold >= metric.greatest) {
    return {
      monitors: [],
      remark: `${name} is not watched: a row has no ${entry.metric} with a level within its bounds`,
    };
  }
  const stay = direction === 'above' ? 'below' : 'above';
  const remark = `${name} is watched as a level rule: ${entry.metric} must stay ${stay} ${threshold}; its window and minSamples don't count`;
  return {
    monitors: [{ name, prompt, except, by: [], rule: { kind: 'level', metric, stay, level: threshold } }],
    remark,
  };
}
