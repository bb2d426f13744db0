import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArtefactFileError } from '../artefact-file.error';
import { parseGateFile } from './gate-file';
import { parseRule } from './gate-rule';

const GATE = `prompt: support-agent
dataset: support-agent.jsonl
repeats: 3
rules:
  - close to the expected answer >= 0.70
  - no drop > 0.05 against baseline at 95 %
`;

function problemsOf(source: string): string[] {
  try {
    parseGateFile(source, 'x.gate.yaml');
  } catch (error) {
    if (error instanceof ArtefactFileError) return error.problems.map(({ field, problem }) => `${field} ${problem}`);
    throw error;
  }
  return [];
}

describe('parseGateFile', () => {
  it('reads what a candidate has to show', () => {
    const gate = parseGateFile(GATE, 'x.gate.yaml');
    expect(gate).toMatchObject({ prompt: 'support-agent', dataset: 'support-agent.jsonl', repeats: 3 });
    expect(gate.rules.map(({ kind }) => kind)).toEqual(['level', 'drop']);
    expect(parseGateFile(GATE.replace('repeats: 3\n', ''), 'x').repeats).toBe(2);
    expect(parseGateFile(GATE.replace('0.70', '0.7'), 'x').hash).not.toBe(gate.hash);
  });

  it.each([
    ['a mistyped field', GATE.replace('repeats', 'repeat'), 'line 3 /repeat is not known here'],
    ['a dataset elsewhere', GATE.replace('support-agent.jsonl', '../x.jsonl'), 'line 2 /dataset must look like'],
    ['too many repeats', GATE.replace('3', '300'), 'line 3 /repeats'],
    ['a rule that is none', GATE.replace('>= 0.70', 'is good'), 'line 5 /rules/0 is no rule; write `answered >= 0.95`'],
    ['a drop in points', GATE.replace('0.05', '5'), 'line 6 /rules/1 has 5 for the drop, which goes from 0 to 1'],
    [
      'a rule that stands twice',
      `${GATE}  - no drop > 0.05  against baseline at 95 %\n`,
      'line 7 /rules/2 is the same rule as',
    ],
    ['what is no YAML', `${GATE}\t- x`, 'line 7 is not YAML'],
    ['no rules', GATE.replace(/rules:[^]*/, 'rules: []'), 'line 4 /rules'],
  ])('names line and field of %s', (_, source, problem) => {
    expect(problemsOf(source)).toEqual([expect.stringContaining(problem)]);
  });

  it('gives a gate or says what is wrong, whatever stands in a rule', () => {
    fc.assert(fc.property(fc.string(), (rule) => void problemsOf(GATE.replace('no drop', rule))));
  });
});

describe('parseRule', () => {
  it.each([
    ['faithfulness >= 0.85', { kind: 'level', metric: 'faithfulness', least: 0.85, alpha: 0.05 }],
    ['in complete sentences >= 1 at 90 %', { kind: 'level', metric: 'in complete sentences', least: 1, alpha: 0.1 }],
    ['no drop > 0.05 against baseline', { kind: 'drop', metric: null, margin: 0.05, alpha: 0.05 }],
    ['no drop > 0 in a b against baseline at 99.5%', { kind: 'drop', metric: 'a b', margin: 0, alpha: 0.005 }],
    ['no critical row fails', { kind: 'critical' }],
    ['cost <= +10 %', { kind: 'cost', most: 1.1, alpha: 0.05 }],
    ['cost <= -20% at 90 %', { kind: 'cost', most: 0.8, alpha: 0.1 }],
    ['p95 latency <= 4000 ms', { kind: 'latency', share: 0.95, mostMs: 4000, alpha: 0.05 }],
    ['p50  latency <=  1.5 s', { kind: 'latency', share: 0.5, mostMs: 1500, alpha: 0.05 }],
  ])('understands "%s"', (text, rule) => {
    expect(parseRule(text)).toEqual({ text: text.replace(/ +/g, ' '), ...rule });
  });

  it.each([
    'faithfulness > 0.85',
    'faithfulness >= 85 %',
    'faithfulness >= .85',
    'no drop > 0.05',
    'cost <= 10',
    'p95 latency <= 4000',
    'p100 latency <= 4000 ms',
    'faithfulness >= 2',
    'faithfulness >= 0.5 at 5 %',
    '',
  ])('refuses "%s"', (text) => {
    expect(() => parseRule(text)).toThrow(RangeError);
  });
});
