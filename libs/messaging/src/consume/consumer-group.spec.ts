import { expect, it } from 'vitest';
import { groupsOf } from './consumer-group';

it('reads for a service as the pipeline says of its groups', () => {
  expect(groupsOf('ingress')).toEqual([
    { group: 'ingress.submitted' },
    { group: 'ingress', batched: true, fedBy: 'ingress.waiters' },
    { group: 'ingress.waiters', broadcast: true },
    { group: 'ingress.progress', broadcast: true, batched: true },
  ]);
  expect(groupsOf('guardrail', ['output'])).toEqual([{ group: 'guardrail.output', stage: 'guardrail.output' }]);
  expect(groupsOf('eval-scorer', ['recorder'])).toEqual([{ group: 'eval-scorer.recorder', batched: true }]);
});
