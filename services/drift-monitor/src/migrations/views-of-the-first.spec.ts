import type { QueryRunner } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { selectFirstByOffset } from '@gauntlet/contracts';
import { MIGRATIONS } from './all-migrations';

/** The text of each view after all migrations. */
async function viewsAfterAll(): Promise<Map<string, string>> {
  const views = new Map<string, string>();
  const query = async (sql: string) => {
    for (const [, view = '', text = ''] of sql.matchAll(/CREATE (?:OR REPLACE )?VIEW (\S+) AS ([^;]*)/g))
      views.set(view, text);
    return [];
  };
  for (const Migration of MIGRATIONS) await new Migration().up({ query } as unknown as QueryRunner);
  return views;
}

describe('the views of what stands', () => {
  it.each([
    ['drift_monitor.first_responses', selectFirstByOffset('drift_monitor.responses')],
    ['drift_monitor.first_scores', selectFirstByOffset('drift_monitor.scores', ['scorer', 'scorer_version'])],
  ])('%s is made by the newest migration from the rule as it is today', async (view, rule) => {
    // Does it fail after a change of the rule? Then the views need a new migration; the old ones stay as they are.
    expect((await viewsAfterAll()).get(view)).toContain(rule);
  });
});
