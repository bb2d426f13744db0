import { describe, expect, it } from 'vitest';
import { parseMonitorsFile } from './parse-monitors-file';
import { parseRulesFile } from './parse-rules-file';

const parse = (file: Record<string, unknown>) => parseRulesFile(JSON.stringify(file), 'monitors.yaml');
const only = (entry: unknown) => parse({ monitors: [entry] }).monitors;
const THRESHOLD = {
  ...{ name: 'refusals', prompt: '*', metric: 'refusal_rate', window: '5m', minSamples: 20 },
  ...{ direction: 'above', threshold: 0.2, resolveAt: 0.1 },
};

describe('parseRulesFile', () => {
  it.each([
    ['1 per year', 1],
    ['2 per year', 2],
    ['1 per 6 months', 2],
    ['1 per month', 12],
    ['0.5 per year', 0.5],
  ])('reads a budget of %s', (falseAlarms, perYear) => {
    expect(parse({ falseAlarms, monitors: ['score must stay above 0.85'] }).falseAlarmsPerYear).toBe(perYear);
  });

  it.each([
    ['score.faithfulness must stay above 0.85', { kind: 'level', stay: 'above', level: 0.85 }],
    ['score must stay at least 85 %', { kind: 'level', stay: 'above', level: 0.85 }],
    ['refusal rate must stay below 5 %.', { kind: 'level', stay: 'below', level: 0.05 }],
    ['score must not drop more than 5 points week over week', { kind: 'change', bad: 'drop', margin: 0.05 }],
    ['fallback_rate must not rise by more than 0.02', { kind: 'change', bad: 'rise', margin: 0.02 }],
    ["questions must look like last month's", { kind: 'distribution', of: ['language', 'length'], weeks: 4 }],
    ["questions (language, outcome) must look like last week's", { of: ['language', 'outcome'], weeks: 1 }],
    ['the language mix must look like last month', { of: ['language'] }],
  ])('reads "%s"', (sentence, rule) => {
    expect(only(sentence)).toEqual([expect.objectContaining({ rule: expect.objectContaining(rule) as unknown })]);
  });

  it('reads two rules that "and must" joins, with names of their own', () => {
    const rule = 'score must stay above 0.85 and must not drop more than 5 points week over week';
    expect(only({ name: 'seed', rule, prompt: 'support-agent' }).map(({ name }) => name)).toEqual([
      'seed-level',
      'seed-change',
    ]);
  });

  it('reads fields', () => {
    const entry = {
      name: 'm',
      rule: 'level',
      metric: 'length',
      above: 200,
      bounds: [0, 4_000],
      by: ['tenant', 'language'],
    };
    const [monitor] = only(entry);
    expect(monitor).toMatchObject({
      prompt: '*',
      by: ['tenant', 'language'],
      rule: { metric: { least: 0, greatest: 4_000 } },
    });
  });

  it('takes a threshold for a level, and says so', () => {
    const { monitors, remarks } = parse({
      monitors: [THRESHOLD, { ...THRESHOLD, name: 'cost', metric: 'mean_cost_usd', threshold: 1, resolveAt: 0 }],
    });
    expect(monitors).toMatchObject([{ name: 'refusals', rule: { kind: 'level', stay: 'below', level: 0.2 } }]);
    expect(remarks[1]).toContain('cost is not watched');
  });

  it.each([
    [
      'a budget',
      { falseAlarms: 'never', monitors: ['score must stay above 0.5'] },
      '/falseAlarms must look like 1 per year',
    ],
    ['a step', { step: '5h', monitors: [] }, '/step must look like 1h, 15m, 24h'],
    ['no monitors', { monitors: [] }, '/monitors is empty'],
    ['a sentence', { monitors: ['score should be good'] }, '/monitors/0/rule is not understood; say it like'],
    ['a drop in percent', { monitors: ['score must not drop more than 5 %'] }, '/monitors/0/rule is not understood'],
    [
      'a metric',
      { monitors: [{ rule: 'level', metric: 'happiness', above: 0.5 }] },
      '/monitors/0/metric is "happiness"',
    ],
    ['a level', { monitors: [{ rule: 'level', metric: 'score', above: 85 }] }, '85 points are 0.85'],
    ['no level', { monitors: [{ rule: 'level', metric: 'score' }] }, '/monitors/0/above or below must be there'],
    [
      'a foreign field',
      { monitors: [{ rule: 'level', metric: 'score', drop: 0.1 }] },
      '/monitors/0/drop says nothing in a level rule',
    ],
    ['no bounds', { monitors: [{ rule: 'change', metric: 'length', drop: 10 }] }, '/monitors/0/bounds are missing'],
    ['an unknown field', { monitors: [{ rule: 'level', metric: 'score', abov: 0.5 }] }, 'did you mean above?'],
    [
      'one name twice',
      { monitors: ['score must stay above 0.5', 'score must stay above 0.6'] },
      'has score-level twice',
    ],
  ])('refuses %s by the name of its field', (_, file, message) => {
    expect(() => parse(file)).toThrow(message);
  });
});

describe('parseMonitorsFile', () => {
  it('passes over rules, once they are right', () => {
    const source = (rule: string) => JSON.stringify({ falseAlarms: '1 per year', monitors: [THRESHOLD, { rule }] });
    expect(parseMonitorsFile(source('score must stay above 0.85'), 'monitors.yaml').map(({ name }) => name)).toEqual([
      'refusals',
    ]);
    expect(() => parseMonitorsFile(source('score must be nice'), 'monitors.yaml')).toThrow(
      '/monitors/1/rule is not understood',
    );
  });
});
