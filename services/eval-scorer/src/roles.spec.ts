import { PIPELINE } from '@gauntlet/contracts';
import { describe, expect, it } from 'vitest';
import { groupsOf } from './roles';

describe('groupsOf', () => {
  it('runs every group that the pipeline gives to eval-scorer, and those alone that were named', () => {
    const ours = PIPELINE.filter(({ service }) => service === 'eval-scorer').map(({ group }) => ({ group }));
    expect(groupsOf(undefined)).toEqual(ours);
    expect(groupsOf('judge')).toEqual([{ group: 'eval-scorer.judge' }]);
  });
});
