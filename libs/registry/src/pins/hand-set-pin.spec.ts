import { describe, expect, it } from 'vitest';
import { parseDeploymentFile } from '@gauntlet/artefacts';
import { artefactFile, AUTHORSHIP, POLICY, promptSource } from '../../test/versions';
import { type DeploymentRequest, planDeployment } from '../deployments/plan-deployment';
import { type RegistryEvent, RegistryProjection } from '../registry-projection';
import { type PinPlan, planPin, planRollback } from './pin-change';

const FILES = [
  artefactFile('policy', POLICY),
  ...['v1', 'v2', 'v3'].map((version) => artefactFile('prompt', promptSource(version), { version })),
];
const ALICE = { by: 'alice', at: '2026-02-03T04:05:06.000Z', reason: 'v2 is rude' };
const OLD_REASON = 'deploy deployments/local.yaml';

/** A registry with a prompt `agent`, deployed as v1. */
class Log {
  readonly registry = new RegistryProjection();
  private offset = 0;

  constructor() {
    this.deploy('v1');
  }

  /** What is said and done about the pin. */
  deploy(version: string, options: Partial<DeploymentRequest> = {}) {
    const source = JSON.stringify({ prompts: { agent: { version, policy: 'default@v1', cannedAnswer: 'Sorry.' } } });
    const deployment = parseDeploymentFile(source, 'x.yaml');
    const request = { deployment, files: FILES, authorship: AUTHORSHIP, onlyNew: false, ...options };
    const steps = planDeployment(request, this.registry);
    for (const { event } of steps) if (event) this.append(event);
    return steps.at(-1)!;
  }

  pin(version: string, canary?: { version: string; percent: number }): void {
    const prompt = { name: 'agent', version };
    this.take(planPin({ prompt, ...(canary ? { canary } : {}) }, ALICE, this.registry));
  }

  rollback(): void {
    this.take(planRollback('agent', ALICE, this.registry));
  }

  /** Sets the newest pin once more, as a Gauntlet did that didn't record the command. */
  age(reason: string): void {
    const { via: _via, ...facts } = this.registry.pins.of('agent').at(-1)!.facts;
    this.registry.pins.add({ facts: { ...facts, reason }, content: { cannedAnswer: 'Sorry.' } }, this.offset++);
  }

  private take({ event }: PinPlan): void {
    if (event) this.append(event);
  }

  private append(event: RegistryEvent): void {
    this.registry.apply(event, String(this.offset++));
  }
}

describe('a deployment that finds another pin', () => {
  it('replaces what a deployment set, and shows who did and why', () => {
    expect(new Log().deploy('v2')).toMatchObject({
      action: 'pin',
      line: expect.stringMatching(/^agent@v2 .*; changes prompt of the pin at offset 4$/) as string,
      detail: expect.stringMatching(
        /^was agent@v1 .* \(offset 4\), set by spec with deploy at 2026-01-01T\S+: spec$/,
      ) as string,
    });
  });

  it.each<[string, (log: Log) => void, string]>([
    ['pin', (log) => log.pin('v2'), 'pin'],
    ['rollback', (log) => (log.deploy('v2'), log.rollback()), 'rollback'],
    ['canary', (log) => log.pin('v1', { version: 'v2', percent: 10 }), 'pin'],
  ])('keeps a %s and shows who set it, when and why', (_, change, via) => {
    const log = new Log();
    change(log);
    const said = log.deploy('v3');
    expect(said).toMatchObject({ action: 'keep', event: null, isHeld: true });
    expect(said.line).toMatch(/; the file has another prompt.*; --take-over agent replaces it$/);
    expect(said.detail).toMatch(new RegExp(`^is agent@.* set by alice with ${via} at 2026-02-03T\\S+: v2 is rude$`));
  });

  it('takes it over when told to, and from then on the file decides again', () => {
    const log = new Log();
    log.pin('v2');
    expect(log.deploy('v3', { takeOver: ['agent'] })).toMatchObject({ action: 'pin', before: { offset: 5 } });
    expect(log.deploy('v1').action).toBe('pin');
  });

  it('takes it over where the file says the same, once', () => {
    const log = new Log();
    log.pin('v2');
    const kept = { action: 'keep', event: null };
    expect(log.deploy('v2', { onlyNew: true })).toMatchObject({ ...kept, line: 'agent@v2 is pinned (offset 5)' });
    expect(log.deploy('v2').line).toMatch(/\(offset 5\), by hand; --take-over agent gives it to the file$/);
    expect(log.deploy('v2', { takeOver: ['agent'] }).line).toMatch(/; takes over the pin at offset 5$/);
    expect(log.deploy('v2', { takeOver: ['agent'] }).action).toBe('keep');
    expect(log.deploy('v3').action).toBe('pin');
  });

  it('leaves everything where it pins only what is new, and holds nothing against it', () => {
    const log = new Log();
    log.pin('v2');
    const said = log.deploy('v3', { onlyNew: true });
    expect(said).toMatchObject({ action: 'keep', event: null, isHeld: false });
    expect(said.line).toMatch(/; the file has another prompt$/);
  });

  it('knows by its reason what was deployed before commands were recorded', () => {
    const deployed = new Log();
    deployed.age(OLD_REASON);
    expect(deployed.deploy('v2').action).toBe('pin');
    const pinned = new Log();
    pinned.age('v2 is rude');
    expect(pinned.deploy('v2').action).toBe('keep');
  });
});
