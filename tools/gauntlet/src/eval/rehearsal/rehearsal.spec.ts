import { describe, expect, it } from 'vitest';
import { parseMoment } from '../../traffic/moment';
import { trafficRows } from './rehearsal';
import { withoutAnswer, withoutTexts } from './run-rows';

const WANTED = { from: parseMoment('-7d'), n: 10, stratify: [], seed: '1' };
const scorer = (name: string) => ({ name, scorer: { name, version: 'v1' as const, score: () => null } });

describe('the rows of recorded traffic', () => {
  it('are one source whenever they are asked for, and another with another seed, size, period or prompt', () => {
    const { content } = trafficRows('shop', WANTED);
    expect(trafficRows('shop', { ...WANTED, from: parseMoment('-7d') }).content).toBe(content);
    const others = [{ seed: '2' }, { n: 11 }, { from: parseMoment('-8d') }, { to: parseMoment('-1d') }];
    const contents = others.map((part) => trafficRows('shop', { ...WANTED, ...part }).content);
    expect(new Set([content, ...contents, trafficRows('desk', WANTED).content]).size).toBe(6);
  });

  it('are scored as live traffic is, once by each scorer', () => {
    const { scorers } = trafficRows('shop', WANTED);
    const names = scorers([scorer('refusal'), { ...scorer('grounding'), name: 'stays with the facts' }]).map(
      ({ name }) => name,
    );
    expect(names).toEqual(['refusal', 'stays with the facts', 'answer-shape']);
  });

  it('tell no text', () => {
    const row = {
      ...{
        id: 'a',
        input: 'secret',
        variables: { name: 'secret' },
        history: [{ role: 'user', content: 'secret' } as const],
      },
      ...{ expected: {}, context: [], tags: [], critical: false, weight: 1, cluster: null },
    };
    expect(JSON.stringify([withoutTexts(row), withoutAnswer({ answer: 'secret' })])).not.toContain('secret');
  });
});
