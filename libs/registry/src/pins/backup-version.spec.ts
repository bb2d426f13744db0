import { describe, expect, it } from 'vitest';
import { parseDeploymentFile } from '@gauntlet/artefacts';
import { artefactFile, ASKER, AUTHORSHIP, POLICY } from '../../test/versions';
import { planDeployment, type PlanStep } from '../deployments/plan-deployment';
import { RegistryProjection } from '../registry-projection';
import { planPin, planRollback } from './pin-change';

const AUTHOR = { ...AUTHORSHIP, by: 'alice' };
const prompt = (system: string, format = '') => `
name: x
description: x
model: openai/gpt-x
${format}
messages: [{ role: system, content: '${system}' }, { role: user, content: '{{input}}' }]
`;
const json = (type: string) => `responseFormat: json_schema\njsonSchema: { name: x, schema: { type: ${type} } }`;
const VERSIONS = {
  v1: prompt('For {{customer}} of {{team}}'),
  v2: prompt('Of {{team}}, for {{customer}}, shortly'),
  v3: prompt('Of {{team}} and {{customer}}'),
  v4: prompt('For {{customer}}'),
  v5: prompt('For {{customer}} of {{team}}', json('object')),
  v6: prompt('{{team}}: {{customer}}', json('array')),
  v7: prompt('{{customer}}: {{team}}', json('object')),
};

const FILES = [
  artefactFile('policy', POLICY),
  ...Object.entries(VERSIONS).map(([version, source]) => artefactFile('prompt', source, { version })),
];

interface Wanted {
  readonly version?: string;
  readonly backups: readonly (string | null)[];
  readonly canary?: string;
}

function plan({ version = 'v1', backups, canary }: Wanted, files = FILES): PlanStep[] {
  const models = backups.map((own, index) => ({ provider: 'p', model: `m${index}`, ...(own ? { version: own } : {}) }));
  const share = canary ? { canary: { version: canary, percent: 10 } } : {};
  const agent = { version, policy: 'default@v1', cannedAnswer: 'Sorry.', backups: models, ...share };
  const deployment = parseDeploymentFile(JSON.stringify({ prompts: { agent } }), 'local.yaml');
  return planDeployment({ deployment, files, authorship: AUTHOR, onlyNew: false }, new RegistryProjection());
}

function deployed(wanted: Wanted): RegistryProjection {
  const registry = new RegistryProjection();
  plan(wanted).forEach(({ event }, offset) => registry.apply(event!, String(offset)));
  return registry;
}

const pinTo = (version: string, registry: RegistryProjection, canary?: { version: string; percent: number }) =>
  planPin({ prompt: { name: 'agent', version }, ...(canary ? { canary } : {}) }, AUTHOR, registry);

describe('a backup with a prompt version of its own', () => {
  it('is pinned with it, and the plan says so', () => {
    const wanted = { backups: [null, 'v2', 'v2'] };
    expect(plan(wanted).at(-1)?.line).toBe(
      'agent@v1 with policy default@v1 on openai/gpt-x, then p/m0, then p/m1 (v2), then p/m2 (v2)',
    );
    const { pin } = deployed(wanted).resolve('agent', ASKER);
    expect(pin.backups.map((backup) => backup.prompt?.version)).toEqual([undefined, 'v2', 'v2']);
    expect(pin.backups[0]).not.toHaveProperty('prompt');
  });

  it('is in force only once that version was read', () => {
    const registry = deployed({ backups: [] });
    const steps = plan({ backups: ['v2'] });
    const other = new RegistryProjection();
    steps
      .filter(({ line }) => line !== 'prompt agent@v2')
      .forEach(({ event }, offset) => other.apply(event!, String(offset)));
    expect(() => other.resolve('agent', ASKER)).toThrow(/no version that a pin/);
    expect(registry.resolve('agent', ASKER).pin.backups).toEqual([]);
  });

  it.each<[string, Wanted, RegExp]>([
    ['is not there', { backups: ['v9'] }, /prompt agent@v9 there is no file for it/],
    [
      'takes other variables',
      { backups: [null, 'v4'] },
      /\/prompts\/agent\/backups\/1\/version v4 takes the variables customer, but v1 takes the variables customer, team/,
    ],
    ['answers in another format', { backups: ['v5'] }, /backups\/0\/version v5 has another response format than v1/],
    [
      'answers by another schema',
      { version: 'v5', backups: ['v6'] },
      /backups\/0\/version v6 has another response format/,
    ],
    ['doesn’t fit the canary', { backups: ['v2'], canary: 'v4' }, /version v2 takes .*, but v4 takes/],
    ['is a second one', { backups: ['v2', 'v3'] }, /backups\/1\/version v3 differs from v2/],
  ])('is refused when it %s', (_, wanted, problem) => {
    expect(() => plan(wanted)).toThrow(problem);
  });

  it('fits with the same variables in another order and an equal schema', () => {
    expect(deployed({ version: 'v5', backups: ['v7'] }).usablePins('agent')).toHaveLength(1);
  });

  it('stays when another version is pinned, unless it does not fit that one or its canary', () => {
    const registry = deployed({ backups: ['v2'] });
    expect(pinTo('v3', registry).event?.facts.backups[0]?.prompt?.version).toBe('v2');
    expect(() => pinTo('v4', registry)).toThrow(/"agent" is left as it is: \/backups\/0\/version v2 takes/);
    expect(() => pinTo('v1', registry, { version: 'v5', percent: 1 })).toThrow(/another response format than v5/);
    const without = { prompt: { name: 'agent', version: 'v4' }, backups: [] };
    expect(planPin(without, AUTHOR, registry).event?.facts.prompt.version).toBe('v4');
  });

  it('comes back with a rollback, unless somebody else had pinned one that does not fit', () => {
    const registry = deployed({ backups: ['v2'] });
    const [before] = registry.usablePins('agent');
    const { event } = planPin({ prompt: { name: 'agent', version: 'v4' }, backups: [] }, AUTHOR, registry);
    const apply = (change: object, offset: string) =>
      registry.apply({ ...event!, facts: { ...event!.facts, ...change } }, offset);
    apply({}, '20');
    expect(planRollback('agent', AUTHOR, registry).event?.facts).toMatchObject({
      ...before?.facts,
      ...AUTHOR,
      via: 'rollback',
    });
    apply({ backups: before?.facts.backups }, '21');
    apply({}, '22');
    expect(() => planRollback('agent', AUTHOR, registry)).toThrow(/version v2 takes/);
  });
});
