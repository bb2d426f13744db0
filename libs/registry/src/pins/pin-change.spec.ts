import { describe, expect, it } from 'vitest';
import { parseDeploymentFile } from '@gauntlet/artefacts';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { artefactFile, AUTHORSHIP, POLICY, promptSource } from '../../test/versions';
import { planDeployment } from '../deployments/plan-deployment';
import { type RegistryEvent, RegistryProjection } from '../registry-projection';
import { type PinChange, type PinPlan, planPin, planRollback, planTrial } from './pin-change';
import { PinRefusedError } from './pin-refused.error';

const AUTHOR = { ...AUTHORSHIP, by: 'alice' };
const DEPLOYMENT = `
prompts:
  agent:
    version: v1
    policy: default@v1
    model: { provider: openai, model: large, parameters: { temperature: 0 } }
    backups: [{ provider: openai, model: small }]
    cannedAnswer: Sorry.
    canary: { version: v2, percent: 10 }
`;

const policyFile = artefactFile('policy', POLICY);
const promptFile = (version: string) => artefactFile('prompt', promptSource(version), { version });

/** A registry whose next events get the next offsets. */
class Log {
  readonly registry = new RegistryProjection();
  private offset = 0;

  constructor() {
    const files = [policyFile, ...['v1', 'v2', 'v3'].map(promptFile)];
    const deployment = parseDeploymentFile(DEPLOYMENT, 'local.yaml');
    const steps = planDeployment({ deployment, files, authorship: AUTHOR, onlyNew: false }, this.registry);
    for (const { event } of steps) if (event) this.append(event);
  }

  append(event: RegistryEvent): void {
    this.registry.apply(event, String(this.offset++));
  }

  pin(change: Omit<PinChange, 'prompt'> & { version: string }): PinPlan {
    return this.took(planPin({ ...change, prompt: { name: 'agent', version: change.version } }, AUTHOR, this.registry));
  }

  rollback(): GauntletEvent<typeof TOPICS.pinned> | null {
    return this.took(planRollback('agent', AUTHOR, this.registry)).event;
  }

  private took(plan: PinPlan): PinPlan {
    if (plan.event) this.append(plan.event);
    return plan;
  }
}

describe('planPin', () => {
  it('keeps policy, models and canned answer, ends a canary, and says who did it and why', () => {
    const { before, event } = new Log().pin({ version: 'v3' });
    expect(event?.facts).toMatchObject({ prompt: { name: 'agent', version: 'v3' }, canary: null, ...AUTHOR });
    expect(event?.facts.policy).toEqual(before.facts.policy);
    expect(event?.facts.model).toEqual(before.facts.model);
    expect(event?.facts.backups).toEqual(before.facts.backups);
    expect(event?.content).toEqual(before.content);
  });

  it('changes what is asked for', () => {
    const change = {
      version: 'v1',
      model: { provider: 'anthropic', model: 'sonnet' },
      backups: [],
      cannedAnswer: 'Later.',
      canary: { version: 'v3', percent: 25 },
    };
    const { event } = new Log().pin(change);
    expect(event?.facts).toMatchObject({
      model: { provider: 'anthropic', model: 'sonnet', parameters: { temperature: 0 } },
      backups: [],
      canary: { prompt: { version: 'v3' }, percent: 25 },
    });
    expect(event?.content.cannedAnswer).toBe('Later.');
  });

  it('publishes nothing for what is in force already', () => {
    const log = new Log();
    expect(log.pin({ version: 'v1', canary: { version: 'v2', percent: 10 } }).event).toBeNull();
    expect(log.pin({ version: 'v1' }).event).not.toBeNull();
    expect(log.pin({ version: 'v1' }).event).toBeNull();
  });

  it('refuses what is not published and names what is', () => {
    expect(() => new Log().pin({ version: 'v9' })).toThrow(/agent@v9 is not published; published: v1, v2, v3/);
    expect(() => new Log().pin({ version: 'v1', canary: { version: 'v9', percent: 1 } })).toThrow(PinRefusedError);
    const unknown = { prompt: { name: 'ghost', version: 'v1' } };
    expect(() => planPin(unknown, AUTHOR, new Log().registry)).toThrow(/pinned prompts: agent/);
  });
});

describe('planRollback', () => {
  it('takes back the whole pin before, canary included, and back again', () => {
    const log = new Log();
    const [deployed] = log.registry.usablePins('agent');
    log.pin({ version: 'v3', cannedAnswer: 'Later.' });
    const event = log.rollback();
    expect(event).toMatchObject({
      facts: { ...deployed?.facts, ...AUTHOR, via: 'rollback' },
      content: { cannedAnswer: 'Sorry.' },
    });
    expect(log.rollback()?.facts.prompt.version).toBe('v3');
  });

  it('passes over a pin that was never in force', () => {
    const log = new Log();
    log.pin({ version: 'v3' });
    const { event } = planPin({ prompt: { name: 'agent', version: 'v2' } }, AUTHOR, log.registry);
    if (!event) throw new Error('v2 is another version');
    const unusable = { ...event.facts.prompt, hash: 'f'.repeat(64) };
    log.append({ ...event, facts: { ...event.facts, prompt: unusable } });
    expect(log.rollback()?.facts.prompt.version).toBe('v1');
  });

  it('refuses where there is nothing before', () => {
    expect(() => new Log().rollback()).toThrow(/agent@v1 is its only pin/);
  });
});

describe('a canary in a deployment file', () => {
  it('must name a version that exists', () => {
    const deployment = parseDeploymentFile(DEPLOYMENT, 'local.yaml');
    const files = [policyFile, promptFile('v1')];
    const plan = () =>
      planDeployment({ deployment, files, authorship: AUTHOR, onlyNew: false }, new RegistryProjection());
    expect(plan).toThrow(/prompt agent@v2 there is no file/);
  });

  it('is a share from 0 to 100', () => {
    expect(() => parseDeploymentFile(DEPLOYMENT.replace('percent: 10', 'percent: 101'), 'x')).toThrow(
      /canary\/percent/,
    );
  });
});

describe('planTrial', () => {
  it('is what the pin of the same change would answer with', () => {
    const log = new Log();
    const change = { prompt: { name: 'agent', version: 'v3' }, model: { provider: 'openai', model: 'other' } };
    const trial = planTrial(change, log.registry);
    const { facts } = planPin(change, AUTHOR, log.registry).event ?? {};
    const { prompt, policy, model, backups } = facts!;
    expect(trial).toEqual({ prompt, policy, model, backups });
    expect(trial.prompt.version).toBe('v3');
  });

  it('is refused for a version that is not published', () => {
    const change = { prompt: { name: 'agent', version: 'v9' } };
    expect(() => planTrial(change, new Log().registry)).toThrow(PinRefusedError);
  });
});
