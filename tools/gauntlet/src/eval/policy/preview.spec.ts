import { describe, expect, it } from 'vitest';
import type { Compared } from './change';
import type { Act, Decision } from './decision';
import { previewOf } from './preview';

const act = (check: string, outcome: Act['outcome']): Act => ({ side: 'input', check, outcome });
const decision = (ending: Decision['ending'], ...acts: Act[]): Decision => {
  return { ending, acts, inDoubt: false, otherWords: false };
};
const PLAIN = decision('answered');

function compared(id: string, baseline: Decision, candidate: Decision, part: Partial<Compared> = {}): Compared {
  return { id, tenant: 'shop', prompt: 'support', rating: null, baseline, candidate, ...part };
}

const blocked = decision('blocked', act('topics', 'block'));

describe('previewOf', () => {
  it('tells what would end another way, those with an answer that was rated up first', () => {
    const preview = previewOf([
      compared('a', PLAIN, blocked, { rating: 'down' }),
      compared('b', PLAIN, blocked),
      compared('c', PLAIN, blocked, { rating: 'up' }),
      compared('d', blocked, PLAIN, { tenant: 'desk' }),
      compared('e', blocked, blocked),
    ]);
    expect(preview.effects.map(({ what, requests }) => [what, requests])).toEqual([
      ['blocked', ['c', 'b', 'a']],
      ['let through', ['d']],
      ['redacted', []],
      ['repaired', []],
    ]);
    expect(preview.effects[0]).toMatchObject({ ratedUp: 1, share: { rate: 0.6 } });
    expect(preview.effects[2]?.share.rate).toBe(0);
    expect(preview.changes.map(({ would, requests }) => [would, requests])).toEqual([
      ['do', ['c', 'b', 'a']],
      ['no longer do', ['d']],
    ]);
    const [desk, shop] = preview.tenants;
    expect([desk?.name, desk?.requests, desk?.effects['let through'].count]).toEqual(['desk', 1, 1]);
    expect([shop?.name, shop?.requests, shop?.effects.blocked.count]).toEqual(['shop', 4, 3]);
  });

  it('tells check by check what is done to a request that ends the same way', () => {
    const redacted = decision('answered', act('secrets', 'redact'));
    const { changes, effects } = previewOf([
      compared('a', PLAIN, redacted),
      compared('b', redacted, decision('answered', act('secrets', 'flag'))),
    ]);
    expect(changes.map(({ would, act: { outcome }, requests }) => `${would} ${outcome} ${requests.join()}`)).toEqual([
      'do redact a',
      'do flag b',
      'no longer do redact b',
    ]);
    expect(effects.find(({ what }) => what === 'redacted')?.requests).toEqual(['a']);
  });

  it('counts apart what is not known', () => {
    const unknown = decision('unknown');
    const { withoutAnswer, otherWords, inDoubt } = previewOf([
      compared('a', blocked, unknown),
      compared('b', PLAIN, { ...PLAIN, otherWords: true }),
      compared('c', { ...PLAIN, inDoubt: true }, PLAIN),
    ]);
    expect([withoutAnswer, otherWords, inDoubt]).toEqual([['a'], 1, 1]);
  });
});
