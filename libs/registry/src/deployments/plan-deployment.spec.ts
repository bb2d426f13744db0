import { describe, expect, it } from 'vitest';
import { ArtefactFileError, parseDeploymentFile } from '@gauntlet/artefacts';
import { artefactFile, ASKER, AUTHORSHIP, POLICY, promptSource, publishedVersion } from '../../test/versions';
import { RegistryProjection } from '../registry-projection';
import type { ArtefactFile } from './deployment-events';
import { planDeployment, type PlanStep } from './plan-deployment';

const PROMPT = promptSource('x');
const DEPLOYMENT = `
prompts:
  agent: { version: v1, policy: default@v1, cannedAnswer: Sorry. }
  other: { version: v1, policy: default@v1, cannedAnswer: Sorry., model: { provider: simulated, model: sim-1 } }
`;

const FILES = [
  artefactFile('policy', POLICY),
  artefactFile('prompt', PROMPT),
  artefactFile('prompt', PROMPT, { name: 'other' }),
];

function plan(
  current = new RegistryProjection(),
  files: ArtefactFile[] = FILES,
  { source = DEPLOYMENT, onlyNew = false } = {},
): PlanStep[] {
  const deployment = parseDeploymentFile(source, 'local.yaml');
  return planDeployment({ deployment, files, authorship: AUTHORSHIP, onlyNew }, current);
}

function apply(steps: PlanStep[], current: RegistryProjection): RegistryProjection {
  const events = steps.flatMap(({ event }) => event ?? []);
  events.forEach((event, offset) => current.apply(event, String(offset)));
  return current;
}

function fieldsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ArtefactFileError) return error.problems.map(({ field }) => field);
    throw error;
  }
  return [];
}

describe('planDeployment', () => {
  it('publishes versions before it pins them', () => {
    expect(plan().map(({ action, line }) => `${action} ${line}`)).toEqual([
      'publish policy default@v1',
      'publish prompt agent@v1',
      'publish prompt other@v1',
      'pin agent@v1 with policy default@v1 on openai/gpt-x (temperature 0)',
      'pin other@v1 with policy default@v1 on simulated/sim-1 (temperature 0)',
    ]);
  });

  it('makes a registry that serves what was asked for', () => {
    const current = apply(plan(), new RegistryProjection());
    expect(current.resolve('agent', ASKER)).toMatchObject({
      pin: { model: { provider: 'openai', model: 'gpt-x', parameters: { temperature: 0 } }, backups: [] },
      cannedAnswer: 'Sorry.',
    });
    expect(current.resolve('other', ASKER).pin.model.provider).toBe('simulated');
  });

  it('pins again what the file has otherwise, and says what changes; what starts by itself leaves it', () => {
    const current = apply(plan(), new RegistryProjection());
    const source = DEPLOYMENT.replace('cannedAnswer: Sorry.,', 'cannedAnswer: Later.,').replace('sim-1', 'sim-2');
    const lines = (onlyNew: boolean) =>
      plan(current, FILES, { source, onlyNew })
        .slice(3)
        .map(({ action, line }) => `${action} ${line}`);
    expect(lines(false)).toEqual([
      'keep agent@v1 is pinned (offset 3)',
      'pin other@v1 with policy default@v1 on simulated/sim-2 (temperature 0); changes model, cannedAnswer of the pin at offset 4',
    ]);
    expect(lines(true)).toEqual([
      'keep agent@v1 is pinned (offset 3)',
      'keep other@v1 is pinned (offset 4); the file has another model, cannedAnswer',
    ]);
  });

  it('does nothing the second time', () => {
    const again = plan(apply(plan(), new RegistryProjection()));
    expect(again.map(({ action, event }) => ({ action, event }))).toEqual(
      Array(5).fill({ action: 'keep', event: null }),
    );
  });

  it('refuses changed content of a published version, by path', () => {
    const current = apply(plan(), new RegistryProjection());
    const changed = FILES.map((each) => (each.name === 'agent' ? artefactFile('prompt', `${PROMPT}# changed`) : each));
    expect(fieldsOf(() => plan(current, changed))).toEqual(['prompt/agent/v1']);
  });

  it('keeps a published version that a rule of today would refuse', () => {
    const source = POLICY.replace('refusal,', 'clairvoyance,');
    const current = new RegistryProjection();
    current.apply(publishedVersion('policy', source).event, '0');
    const [step] = plan(current, [artefactFile('policy', source), ...FILES.slice(1)]);
    expect(step).toMatchObject({ action: 'keep', event: null });
  });

  it('names everything that is wrong in all files at once', () => {
    const files = [
      artefactFile('policy', POLICY.replace('refusal,', 'clairvoyance,'), { name: 'other' }),
      artefactFile('prompt', PROMPT.replace('role: system', 'role: user')),
    ];
    expect(fieldsOf(() => plan(new RegistryProjection(), files))).toEqual([
      'policy/other/v1 /name',
      'policy/other/v1 /output/checks/0/check',
      'prompt/agent/v1 /messages/0/role',
    ]);
  });

  describe('with a policy that names a judge', () => {
    const judged = POLICY.replace(
      '[{ check: pii, action: redact }]',
      '[{ check: injection, action: block, judge: judge@v1 }]',
    );
    const answers = `responseFormat: json_schema
jsonSchema: { name: verdict, schema: { type: object, properties: { verdict: { enum: [harmful, harmless] } } } }`;
    const judge = artefactFile('prompt', `${PROMPT}${answers}`, { name: 'judge' });
    const files = [artefactFile('policy', judged), ...FILES.slice(1)];
    const problemsOf = (all: ArtefactFile[], current = new RegistryProjection()) => fieldsOf(() => plan(current, all));

    it('publishes it when the judge is among the files or was published', () => {
      expect(problemsOf([judge, ...files])).toEqual([]);
      const current = apply(plan(new RegistryProjection(), [judge, ...FILES]), new RegistryProjection());
      const newer = artefactFile('policy', judged.replace('version: v1', 'version: v2'), { version: 'v2' });
      expect(problemsOf([newer, ...FILES], current)).toEqual([]);
    });

    it('refuses it when there is no such prompt, or none that a judge can be asked with', () => {
      expect(problemsOf(files)).toEqual(['policy/default/v1 /input/checks/0/judge']);
      const other = artefactFile('prompt', PROMPT, { name: 'judge' });
      expect(problemsOf([other, ...files])).toEqual(['policy/default/v1 /input/checks/0/judge']);
      expect(() => plan(new RegistryProjection(), files)).toThrow('add prompts/judge/v1.prompt.yml');
      expect(() => plan(new RegistryProjection(), [other, ...files])).toThrow('/jsonSchema must accept');
    });
  });

  it('refuses to pin what is neither in the files nor published', () => {
    expect(fieldsOf(() => plan(new RegistryProjection(), FILES.slice(1)))).toEqual(['policy default@v1']);
  });
});
