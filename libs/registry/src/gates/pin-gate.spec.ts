import { beforeEach, describe, expect, it } from 'vitest';
import { parseDeploymentFile } from '@gauntlet/artefacts';
import type { GatedVariant, GateVerdict } from '@gauntlet/contracts';
import { artefactFile, AUTHORSHIP, POLICY, promptSource } from '../../test/versions';
import { planDeployment, type PlanStep } from '../deployments/plan-deployment';
import { type PinChange, planPin, planRollback, planTrial } from '../pins/pin-change';
import { pinLine } from '../pins/pin-line';
import { PinRefusedError } from '../pins/pin-refused.error';
import { type RegistryEvent, RegistryProjection } from '../registry-projection';
import { GateResults } from './gate-results';

const FILES = [
  artefactFile('policy', POLICY),
  artefactFile('policy', POLICY.replace('version: v1', 'version: v2'), { version: 'v2' }),
  ...['v1', 'v2', 'v3'].map((version) => artefactFile('prompt', promptSource(version), { version })),
];
const deploymentOf = (version: string, gate: string) =>
  parseDeploymentFile(
    `prompts: { agent: { version: ${version}, policy: default@v1, cannedAnswer: Sorry. ${gate} } }`,
    'local.yaml',
  );

describe('a prompt whose deployment says gate: required', () => {
  let registry: RegistryProjection;
  let results: GateResults;
  let offset: number;
  let runs: number;

  beforeEach(() => {
    [registry, results, offset, runs] = [new RegistryProjection(), new GateResults(), 0, 0];
    deploy('v1');
  });

  function append(...events: (RegistryEvent | null)[]): void {
    for (const event of events) if (event) registry.apply(event, String(offset++));
  }

  function deploy(version: string, gate = ', gate: required'): PlanStep[] {
    const request = { deployment: deploymentOf(version, gate), files: FILES, authorship: AUTHORSHIP, onlyNew: false };
    const steps = planDeployment({ ...request, evidence: { results, force: false } }, registry);
    append(...steps.map(({ event }) => event));
    return steps;
  }

  function pin(change: Omit<PinChange, 'prompt'> & { version: string }, force = false) {
    const { version, ...rest } = change;
    const evidence = { results, force };
    const plan = planPin({ ...rest, prompt: { name: 'agent', version } }, AUTHORSHIP, registry, evidence);
    append(plan.event);
    return plan;
  }

  const variant = (version: string, change: Omit<PinChange, 'prompt'> = {}): GatedVariant =>
    planTrial({ ...change, prompt: { name: 'agent', version } }, registry);

  /** Tells the result of one more run. */
  function run(
    candidate: GatedVariant,
    verdict: GateVerdict = 'pass',
    gate: string | null = 'f'.repeat(64),
    baseline = variant('v1'),
  ): string {
    const name = `run-${(runs += 1)}`;
    const facts = { run: name, candidate, baseline, models: [], gate, judge: null, verdict, rules: [] };
    const rest = { dataset: { name: 'agent.jsonl', version: 'd' }, rows: 3, repeats: 1, at: AUTHORSHIP.at, by: 'ada' };
    results.add({ facts: { ...facts, ...rest }, content: { rows: [], metrics: [] } });
    return name;
  }

  it('is pinned a first time without one, and says so in every later pin', () => {
    expect(registry.inForce('agent')?.facts.gate).toEqual({ required: true, runs: [], forced: false });
  });

  it('refuses a version without a passed gate, and names what is missing and the command that makes it', () => {
    expect(() => pin({ version: 'v2' })).toThrow(PinRefusedError);
    expect(() => pin({ version: 'v2' })).toThrow(
      /no gate was passed by agent@v2 \([0-9a-f]{12}\) with policy default@v1 on openai\/gpt-x with {"temperature":0}. Run `gauntlet eval run agent@v2`,/,
    );
    const change = { policy: { name: 'default', version: 'v2' }, model: { provider: 'openai', model: 'other' } };
    expect(() => pin({ version: 'v1', ...change })).toThrow(
      /`gauntlet eval run agent@v1 --policy default@v2 --model openai\/other`/,
    );
    expect(() => deploy('v2')).toThrow(PinRefusedError);
    expect(registry.inForce('agent')?.facts.prompt.version).toBe('v1');
  });

  it('pins what has passed, names the run, and takes it for that very combination only', () => {
    const name = run(variant('v2'));
    const { event, notes } = pin({ version: 'v2' });
    expect(event?.facts.gate).toEqual({ required: true, runs: [name], forced: false });
    expect(notes).toEqual([`evidence agent@v2 passed in ${name}: 3 rows of agent.jsonl, gate ffffffffffff`]);
    expect(event && pinLine(event)).toMatch(/, gate passed in run-1$/);
    for (const other of [
      { policy: { name: 'default', version: 'v2' } },
      { model: { provider: 'openai', model: 'other' } },
    ]) {
      expect(() => pin({ version: 'v2', ...other })).toThrow(PinRefusedError);
    }
  });

  it('is deployed once it has passed', () => {
    const name = run(variant('v2'));
    expect(deploy('v2').at(-1)?.line).toContain(`gate passed in ${name}; changes prompt of the pin`);
  });

  it.each<[string, GateVerdict[], string | null]>([
    ['that failed', ['fail'], 'f'.repeat(64)],
    ['without enough data', ['not enough data'], 'f'.repeat(64)],
    ['by options instead of a gate file', ['pass'], null],
    ['that passed before one that failed', ['pass', 'fail'], 'f'.repeat(64)],
  ])('takes no run %s', (_, verdicts, gate) => {
    for (const verdict of verdicts) run(variant('v2'), verdict, gate);
    expect(() => pin({ version: 'v2' })).toThrow(PinRefusedError);
  });

  it('says in the refusal how many runs failed', () => {
    run(variant('v2'), 'fail');
    expect(() => pin({ version: 'v2' })).toThrow(/with {"temperature":0}; runs of the same that failed: 1\. Run /);
  });

  it('takes no run against a baseline that was never in force', () => {
    run(variant('v2'), 'pass', 'f'.repeat(64), variant('v3'));
    expect(() => pin({ version: 'v2' })).toThrow(PinRefusedError);
    pin({ version: 'v3' }, true);
    expect(pin({ version: 'v2' }).event?.facts.gate?.runs).toEqual(['run-1']);
  });

  it('takes a pass that a run without enough data followed, and none against itself', () => {
    run(variant('v1'));
    expect(results.evidenceFor(variant('v1'), registry.usablePins('agent'))).toBeUndefined();
    run(variant('v2'));
    run(variant('v2'), 'not enough data');
    expect(pin({ version: 'v2' }).event).not.toBeNull();
  });

  it('takes a pass after runs that failed, and says how many', () => {
    for (const verdict of ['fail', 'fail', 'pass'] as const) run(variant('v2'), verdict);
    expect(pin({ version: 'v2' }).notes[0]).toMatch(
      /^evidence agent@v2 passed in run-3: .*; runs of the same that failed: 2$/,
    );
  });

  it('wants it of a canary, too', () => {
    const canary = { version: 'v2', percent: 10 };
    expect(() => pin({ version: 'v1', canary })).toThrow(/no gate was passed by agent@v2/);
    const name = run(variant('v2'));
    expect(pin({ version: 'v1', canary }).event?.facts.gate?.runs).toEqual([name]);
  });

  it('can be forced, which shows until it is replaced, and opens no way back to the same', () => {
    const { event, notes } = pin({ version: 'v2' }, true);
    expect(event?.facts.gate).toEqual({ required: true, runs: [], forced: true });
    expect(event && pinLine(event)).toMatch(/, forced without a gate$/);
    expect(notes[0]).toMatch(/^evidence none for agent@v2: .* it is forced\. `gauntlet eval run agent@v2` makes it$/);
    expect(pin({ version: 'v2' }).event).toBeNull();
    expect(pin({ version: 'v1' }).notes[0]).toMatch(/none is needed: it was in force before \(offset \d+\)$/);
    expect(() => pin({ version: 'v2' })).toThrow(PinRefusedError);
  });

  it('is forced no longer once what was forced has passed', () => {
    pin({ version: 'v2' }, true);
    const name = run(variant('v2'));
    expect(pin({ version: 'v2' }).event?.facts.gate).toEqual({ required: true, runs: [name], forced: false });
  });

  it('is rolled back without one, to what the older pin could show', () => {
    pin({ version: 'v2' }, true);
    expect(planRollback('agent', AUTHORSHIP, registry)).toMatchObject({
      event: { facts: { prompt: { version: 'v1' }, gate: { required: true, runs: [], forced: false } } },
      notes: [expect.stringMatching(/in force before/)],
    });
  });

  it('needs none any more once its deployment file says nothing of it', () => {
    expect(deploy('v1', '').at(-1)?.line).toContain('changes gate of the pin');
    deploy('v1');
    expect(deploy('v2', '').at(-1)?.line).toContain('changes prompt, gate of the pin');
    deploy('v1', '');
    expect(pin({ version: 'v2' }).event?.facts.gate).toBeUndefined();
    expect(pin({ version: 'v3' }).notes[0]).toMatch(/^evidence none for agent@v3: .* none is required\. `gauntlet/);
  });
});
