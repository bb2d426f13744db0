import { describe, expect, it } from 'vitest';
import { selectFirstByOffset } from '@gauntlet/contracts';
import { finalViews } from '@gauntlet/persistence/testing';
import { MIGRATIONS } from './all-migrations';

describe('the views of what stands', () => {
  it.each([
    ['drift_monitor.first_responses', selectFirstByOffset('drift_monitor.responses')],
    ['drift_monitor.first_responses_by_arm', selectFirstByOffset('drift_monitor.responses')],
    ['drift_monitor.first_scores', selectFirstByOffset('drift_monitor.scores', ['scorer', 'scorer_version'])],
  ])('%s is made by the newest migration from the rule as it is today', async (view, rule) => {
    // Does it fail after a change of the rule? Then the views need a new migration; the old ones stay as they are.
    expect((await finalViews(MIGRATIONS)).get(view)).toContain(rule);
  });
});
