import { describe, expect, it } from 'vitest';
import { selectFirstByOffset } from '@gauntlet/contracts';
import { finalViews } from '@gauntlet/persistence/testing';
import { MIGRATIONS } from './all-migrations';

describe('the views of what stands', () => {
  it.each([
    ['eval_scorer.answers', selectFirstByOffset('eval_scorer.responses')],
    ['eval_scorer.first_scores', selectFirstByOffset('eval_scorer.scores', ['scorer', 'scorer_version'])],
    ['eval_scorer.shadow_answers', selectFirstByOffset('eval_scorer.responses')],
    ['analytics.judge_calls', selectFirstByOffset('eval_scorer.responses')],
  ])('%s is made by the newest migration from the rule as it is today', async (view, rule) => {
    // Does it fail after a change of the rule? Then the views need a new migration; the old ones stay as they are.
    expect((await finalViews(MIGRATIONS)).get(view)).toContain(rule);
  });
});
