import type { FieldProblem } from '@gauntlet/contracts';
import { ArtefactFileError } from '../artefact-file.error';
import { parseArtefact } from '../parse-artefact';
import { schemaProblems } from '../schema-problems';
import { falseAlarmsPerYear } from './false-alarms';
import { MonitorsFileSchema, WatchFileSchema } from './monitors-file.schema';
import { readRule } from './read-rule';
import { isRule, type RuleEntry, RuleEntrySchema } from './rule-entry.schema';
import type { RuleMonitor, RulesFile, WatchRule } from './rule-monitor';
import { readSentence, SENTENCES } from './rule-sentence';
import { ruleOfThreshold } from './threshold-rule';

const STEP_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000 };

/** An entry in one of its shapes, or what is wrong with it. */
type Read =
  { readonly monitors: RuleMonitor[]; readonly remark?: string } | { readonly problems: readonly FieldProblem[] };

/**
 * Reads a monitors file for a watch that keeps a budget of false alarms; entries with a threshold become levels.
 * @throws ArtefactFileError naming each bad field; a retry doesn't help.
 */
export function parseRulesFile(source: string, file: string): RulesFile {
  const {
    falseAlarms = '1 per year',
    step = '1h',
    monitors: entries,
  } = parseArtefact({ source, schema: WatchFileSchema, file });
  const budget = falseAlarmsPerYear(String(falseAlarms));
  const read = entries.map(readEntry);
  const problems = read.flatMap((one, index) =>
    'problems' in one
      ? one.problems.map(({ field, problem }) => ({ field: `/monitors/${index}/${field}`, problem }))
      : [],
  );
  if (budget === null)
    problems.unshift({ field: '/falseAlarms', problem: 'must look like 1 per year, 2 per year, 1 per 6 months' });
  const done = read.flatMap((one) => ('problems' in one ? [] : [one]));
  const monitors = done.flatMap((one) => one.monitors);
  problems.push(...twice(monitors));
  if (entries.length === 0) problems.push({ field: '/monitors', problem: 'is empty; name what to watch' });
  if (problems.length > 0 || budget === null) throw new ArtefactFileError(file, problems);
  const stepMs = Number.parseInt(step, 10) * (STEP_MS[step.slice(-1)] ?? 0);
  return { falseAlarmsPerYear: budget, stepMs, monitors, remarks: done.flatMap(({ remark }) => remark ?? []) };
}

function readEntry(entry: unknown): Read {
  if (typeof entry === 'string') return readRuleEntry({ rule: entry });
  const hasRule = isRule(entry);
  const schema = hasRule ? RuleEntrySchema : MonitorsFileSchema.properties.monitors.items;
  const problems = schemaProblems(schema, entry).map(({ field, problem }) => ({ field: field.slice(1), problem }));
  if (problems.length > 0) return { problems };
  return hasRule ? readRuleEntry(entry as RuleEntry) : ruleOfThreshold(entry as Parameters<typeof ruleOfThreshold>[0]);
}

function readRuleEntry(entry: RuleEntry): Read {
  if (entry.except && (entry.prompt ?? '*') !== '*')
    return { problems: [{ field: 'except', problem: 'is for prompt "*" only' }] };
  const said = entry.rule.includes(' ') ? readSentence(entry.rule) : [{}];
  if (!said)
    return { problems: [{ field: 'rule', problem: `is not understood; say it like ${SENTENCES.join(' or ')}` }] };
  const read = said.map((fields) => readRule({ ...entry, ...fields }));
  const problems = read.flatMap((one) => ('problems' in one ? one.problems : []));
  if (problems.length > 0) return { problems };
  return { monitors: read.flatMap((one) => ('rule' in one ? monitorOf(entry, one.rule, said.length > 1) : [])) };
}

function monitorOf(
  { prompt = '*', except = [], by = [], name }: RuleEntry,
  rule: WatchRule,
  isOneOfSeveral: boolean,
): RuleMonitor {
  const own = `${rule.kind === 'distribution' ? rule.of.join('-') : rule.metric.name}-${rule.kind}`;
  const named = name === undefined ? own : isOneOfSeveral ? `${name}-${rule.kind}` : name;
  return { name: named, prompt, except, by: by as RuleMonitor['by'], rule };
}

function twice(monitors: readonly RuleMonitor[]): FieldProblem[] {
  const seen = new Set<string>();
  return monitors.flatMap(({ name }) => {
    const isTwice = seen.has(name);
    seen.add(name);
    return isTwice ? [{ field: '/monitors', problem: `has ${name} twice; give each monitor a name of its own` }] : [];
  });
}
