import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OWN_TENANT, TOPICS } from './index';
import { problemsOf } from './validation';

function keyOf(tenant: string) {
  const { value } = JSON.parse(readFileSync(join(__dirname, `../fixtures/${TOPICS.keyCreated}.json`), 'utf8'));
  return { ...value, facts: { ...value.facts, tenant } };
}

describe('the tenant of Gauntlet itself', () => {
  it('can’t be had by a key, so that no caller passes for the judge', () => {
    expect(problemsOf(TOPICS.keyCreated, keyOf(OWN_TENANT)).map(({ field }) => field)).toEqual(['/facts/tenant']);
    expect(problemsOf(TOPICS.keyCreated, keyOf(`${OWN_TENANT}-shop`))).toEqual([]);
  });
});
