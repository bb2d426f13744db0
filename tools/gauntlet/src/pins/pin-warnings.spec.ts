import { describe, expect, it } from 'vitest';
import { RegistryProjection } from '@gauntlet/registry';
import { pinOf, POLICY, publishedVersion } from '@gauntlet/registry/testing';
import { pinWarnings } from './pin-warnings';

const promptOf = (system: string, version: string) =>
  publishedVersion(
    'prompt',
    `
name: x
description: x
model: simulated/sim-large
messages: [{ role: system, content: '${system}' }, { role: user, content: '{{input}}' }]
`,
    { version },
  );

const [plain, named] = [promptOf('Be kind.', 'v1'), promptOf('Be kind to {{customer}}.', 'v2')];
const policy = publishedVersion('policy', POLICY);
const registry = new RegistryProjection();
[plain.event, named.event, policy.event].forEach((event, offset) => registry.apply(event, String(offset)));
const factsOf = ({ ref }: typeof plain) => pinOf({ prompt: ref, policy: policy.ref }).facts;
const [before, after] = [factsOf(plain), factsOf(named)];

describe('pinWarnings', () => {
  it('names variables that callers don’t give yet', () => {
    expect(pinWarnings(before, after, registry)).toEqual([
      'v2 also takes customer: requests without are refused from now on',
    ]);
    expect(pinWarnings(after, before, registry)).toEqual([]);
  });
});
