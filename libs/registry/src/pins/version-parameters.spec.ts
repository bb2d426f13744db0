import { describe, expect, it } from 'vitest';
import { parseDeploymentFile } from '@gauntlet/artefacts';
import { artefactFile, ASKER, AUTHORSHIP, POLICY } from '../../test/versions';
import { planDeployment } from '../deployments/plan-deployment';
import { type RegistryEvent, RegistryProjection } from '../registry-projection';
import { type PinChange, planPin, planRollback } from './pin-change';
import { pinLine } from './pin-line';

const prompt = (model: string, parameters: string) => `
name: x
description: x
model: ${model}
modelParameters: { ${parameters} }
messages: [{ role: system, content: 'Be kind.' }, { role: user, content: '{{input}}' }]
`;
const SOURCES = {
  v1: prompt('openai/one', 'temperature: 0.1'),
  v2: prompt('openai/two', 'temperature: 0.2, maxCompletionTokens: 20'),
  v3: prompt('openai/two', 'temperature: 0.3'),
};
const OWN = {
  v1: { provider: 'openai', model: 'one', parameters: { temperature: 0.1 } },
  v2: { provider: 'openai', model: 'two', parameters: { temperature: 0.2, max_completion_tokens: 20 } },
  v3: { provider: 'openai', model: 'two', parameters: { temperature: 0.3 } },
};
const FILES = [
  artefactFile('policy', POLICY),
  ...Object.entries(SOURCES).map(([version, source]) => artefactFile('prompt', source, { version })),
];

/** A registry whose prompt `agent` is deployed as v1, with what else the deployment says of it. */
class Log {
  readonly registry = new RegistryProjection();
  private offset = 0;

  constructor(extra: object = {}) {
    this.deploy('v1', extra);
  }

  deploy(version: string, extra: object = {}, takeOver: string[] = []) {
    const agent = { version, policy: 'default@v1', cannedAnswer: 'Sorry.', ...extra };
    const deployment = parseDeploymentFile(JSON.stringify({ prompts: { agent } }), 'x.yaml');
    const request = { deployment, files: FILES, authorship: AUTHORSHIP, onlyNew: false, takeOver };
    for (const { event } of planDeployment(request, this.registry)) if (event) this.append(event);
    return this.inForce();
  }

  pin(version: string, change: Omit<PinChange, 'prompt'> = {}) {
    const { event } = planPin({ ...change, prompt: { name: 'agent', version } }, AUTHORSHIP, this.registry);
    if (event) this.append(event);
    return this.inForce();
  }

  rollback() {
    const { event } = planRollback('agent', AUTHORSHIP, this.registry);
    if (event) this.append(event);
    return this.inForce();
  }

  /** Makes the newest pin one from before models were recorded as the version's or the deployment's. */
  age(change: object = {}): void {
    const { overrides: _overrides, via: _via, ...facts } = this.newest().facts;
    const { name } = facts.prompt;
    this.registry.pins.add({ ...this.newest(), facts: { ...facts, ...change } }, this.offset++);
    expect(this.registry.pins.of(name).at(-1)?.facts).not.toHaveProperty('overrides');
  }

  newest() {
    return this.registry.inForce('agent')!;
  }

  inForce() {
    const { model, backups, canary } = this.newest().facts;
    return { model, backups, canary };
  }

  private append(event: RegistryEvent): void {
    this.registry.apply(event, String(this.offset++));
  }
}

describe('model and parameters of a pin', () => {
  it('are those of the version, whichever command pins it', () => {
    const log = new Log();
    expect(log.inForce().model).toEqual(OWN.v1);
    expect(log.pin('v2').model).toEqual(OWN.v2);
    expect(new Log().deploy('v2').model).toEqual(OWN.v2);
  });

  it.each([
    ['a model', { model: { provider: 'p', model: 'm' } }],
    ['parameters', { model: { provider: 'p', model: 'm', parameters: { top_p: 1 } } }],
    ['no parameters', { model: { provider: 'p', model: 'm', parameters: {} } }],
    ['the version’s own parameters', { model: OWN.v1 }],
    [
      'backups',
      {
        backups: [
          { provider: 'p', model: 'm' },
          { provider: 'p', model: 'n', parameters: { seed: 1 } },
        ],
      },
    ],
    ['a backup with a version of its own', { backups: [{ provider: 'p', model: 'm', version: 'v3' }] }],
  ])('are, where the deployment names %s, the same after pin as after deploy', (_, extra) => {
    const deployed = new Log(extra).deploy('v2', extra);
    expect(new Log(extra).pin('v2')).toEqual(deployed);
    const canary = { version: 'v2', percent: 10 };
    const onTrial = new Log(extra).pin('v1', { canary }).canary;
    expect(onTrial).toMatchObject({ model: deployed.model, backups: deployed.backups });
    expect(new Log(extra).deploy('v1', { ...extra, canary }).canary).toEqual(onTrial);
  });

  it('fill in what the deployment leaves open, and only that', () => {
    const extra = { model: { provider: 'p', model: 'm' }, backups: [{ provider: 'p', model: 'n', version: 'v3' }] };
    expect(new Log(extra).pin('v2')).toMatchObject({
      model: { provider: 'p', model: 'm', parameters: OWN.v2.parameters },
      backups: [{ parameters: OWN.v3.parameters, prompt: { version: 'v3' } }],
    });
    const explicit = { model: { provider: 'p', model: 'm', parameters: {} } };
    expect(new Log(explicit).pin('v2').model.parameters).toEqual({});
  });

  it('are, for models named on the command line, those of the version too', () => {
    const { model, backups } = new Log().pin('v2', {
      model: { provider: 'p', model: 'm' },
      backups: [{ provider: 'p', model: 'n' }],
    });
    expect([model, ...backups].map(({ parameters }) => parameters)).toEqual([OWN.v2.parameters, OWN.v2.parameters]);
  });

  it('come back whole with a rollback', () => {
    const log = new Log({ backups: [{ provider: 'p', model: 'n' }], canary: { version: 'v2', percent: 10 } });
    const before = log.inForce();
    log.pin('v2');
    expect(log.rollback()).toEqual(before);
  });

  it('are given to the share of a canary', () => {
    const log = new Log({ canary: { version: 'v2', percent: 100 } });
    expect(log.registry.resolve('agent', ASKER).pin).toMatchObject({ canary: true, model: OWN.v2 });
    log.pin('v1', { canary: { version: 'v2', percent: 0 } });
    expect(log.registry.resolve('agent', ASKER).pin).toMatchObject({ canary: false, model: OWN.v1 });
  });

  it('leave to a prompt the tenants that may ask it', () => {
    const log = new Log({ tenants: ['shop', 'bank'] });
    log.pin('v2');
    expect(log.newest().facts.tenants).toEqual(['bank', 'shop']);
    expect(pinLine(log.newest())).toMatch(/, only for bank, shop$/);
  });

  it('are shown', () => {
    const log = new Log({ backups: [{ provider: 'p', model: 'n', version: 'v3' }] });
    log.pin('v1', { canary: { version: 'v2', percent: 10 } });
    expect(pinLine(log.newest())).toBe(
      'agent@v1 with policy default@v1 on openai/one (temperature 0.1), then p/n (v3, temperature 0.3), canary v2 for 10 %' +
        ' on openai/two (temperature 0.2, max_completion_tokens 20), then p/n (v3, temperature 0.3)',
    );
  });

  it('are deployed again when only what the next version gets has changed', () => {
    const log = new Log({ model: OWN.v1 });
    log.deploy('v1');
    expect(log.pin('v2').model).toEqual(OWN.v2);
  });
});

describe('a pin from before models were recorded as the version’s or the deployment’s', () => {
  it('means what it meant', () => {
    const log = new Log({ canary: { version: 'v2', percent: 100 } });
    const { prompt, percent } = log.newest().facts.canary!;
    log.age({ canary: { prompt, percent } });
    expect(log.registry.resolve('agent', ASKER).pin).toMatchObject({ canary: true, prompt, model: OWN.v1 });
  });

  it('gives the next version its own model, unless it has one that no version names', () => {
    const own = new Log();
    own.age();
    expect(own.pin('v2').model).toEqual(OWN.v2);
    const named = { provider: 'p', model: 'm', parameters: { seed: 1 } };
    const other = new Log({ model: named, backups: [named] });
    other.age();
    expect(other.pin('v2')).toMatchObject({ model: named, backups: [named] });
  });

  it('is no difference where it has the same effect', () => {
    const log = new Log({ model: OWN.v1 });
    log.age();
    const { offset } = log.newest();
    log.pin('v1');
    log.deploy('v1', { model: OWN.v1 }, []);
    expect(log.newest().offset).toBe(offset);
  });
});
