import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArtefactFileError, parseRule } from '@gauntlet/artefacts';
import { temporaryDirectory } from '@gauntlet/testing';
import { chosenGate, type GateChoice, requireCriticalRows, requireMetrics } from './gate';
import { GateConflictError } from './gate.errors';

const OPTIONS = { repeats: 2, margin: 0.05, alpha: 0.05 };
const GATE = `prompt: agent
dataset: agent.jsonl
repeats: 4
rules: ['no drop > 0.02 against baseline at 90 %', 'faithfulness >= 0.8']
`;

describe('chosenGate', () => {
  const folder = temporaryDirectory();

  beforeAll(() => {
    mkdirSync(join(folder.path, 'evals'));
    for (const name of ['agent', 'other']) writeFileSync(join(folder.path, `evals/${name}.gate.yaml`), GATE);
  });
  afterAll(() => folder.remove());

  const path = (name: string) => join(folder.path, `evals/${name}.gate.yaml`);
  const chosen = (choice: Partial<GateChoice>) =>
    chosenGate(OPTIONS, { prompt: 'agent', given: [], gate: path('agent'), ...choice });

  it('takes rows, repeats, margin and confidence from the gate file', () => {
    const { gate, options } = chosen({});
    expect(options).toEqual({ dataset: join(folder.path, 'evals/agent.jsonl'), repeats: 4, margin: 0.02, alpha: 0.1 });
    expect([gate.rules.length, gate.hash?.length]).toEqual([2, 64]);
  });

  it('refuses a named gate file beside an option that it decides', () => {
    expect(() => chosen({ given: ['repeats', 'concurrency'] })).toThrow(GateConflictError);
    expect(chosen({ given: ['concurrency', 'policy'] }).gate.hash).not.toBeNull();
  });

  it('goes by the options where there is no gate file, or none is wanted, and says that this is no evidence', () => {
    for (const gate of [undefined, false] as const) {
      const { gate: own, options, note } = chosen({ gate, prompt: 'nobody' });
      expect(own.rules.map(({ text }) => text)).toEqual([
        'no drop > 0.05 against baseline at 95 %',
        'no critical row fails',
      ]);
      expect([own.hash, options]).toEqual([null, OPTIONS]);
      expect(note).toMatch(/^none.* no evidence for a pin$/);
    }
  });

  it('refuses a rule about critical rows where there are none, which would hold for nothing', () => {
    const gate = { hash: 'f'.repeat(64), rules: [parseRule('no critical row fails')] };
    const problem = /the rule "no critical row fails" is about critical rows, and the dataset has none; mark some/;
    expect(() => requireCriticalRows(gate, [{ critical: false }])).toThrow(problem);
    for (const [one, critical] of [
      [gate, true],
      [{ ...gate, hash: null }, false],
      [chosen({}).gate, false],
    ] as const) {
      expect(() => requireCriticalRows(one, [{ critical }])).not.toThrow();
    }
  });

  it('refuses the gate file of another prompt, and a rule about a metric that there is none of', () => {
    expect(() => chosen({ prompt: 'other' })).toThrow(/\/prompt is agent, and the run is of other/);
    const { gate } = chosen({});
    expect(() => requireMetrics(gate, ['short'], 'agent@v2')).toThrow(ArtefactFileError);
    expect(() => requireMetrics(gate, ['short'], 'agent@v2')).toThrow(/it has short, answered$/);
    expect(() => requireMetrics(gate, ['faithfulness'], 'agent@v2')).not.toThrow();
  });
});
