import { describe, expect, it } from 'vitest';
import { CheckError } from './check-error';
import type { ScoredText } from './checks/check';
import { scoringOf } from './zones';

const detector = { thresholds: { judge: 0.4, block: 0.8 } };
const text = (score: number, rest: Partial<ScoredText> = {}): ScoredText => ({
  where: 'input',
  channel: 'user',
  text: 'x',
  score,
  found: [{ type: 'INJECTION', start: 0, end: 1 }],
  ...rest,
});

describe('scoringOf', () => {
  it.each([
    [0.39, 'allow'],
    [0.4, 'judge'],
    [0.79, 'judge'],
    [0.8, 'block'],
  ])('puts %d into the zone %s', (score, zone) => {
    expect(scoringOf(detector, {}, [text(score)])).toMatchObject({ score, zone });
  });

  it('takes thresholds of the policy before those of the detector', () => {
    expect(scoringOf(detector, { block: 0.5 }, [text(0.6)]).zone).toBe('block');
    expect(scoringOf(detector, { judge: 0.7 }, [text(0.6)]).zone).toBe('allow');
  });

  it('has thresholds of its own for what others wrote', () => {
    const options = { document: { block: 0.5 } };
    expect(scoringOf(detector, options, [text(0.6, { channel: 'document' })]).zone).toBe('block');
    expect(scoringOf(detector, options, [text(0.6)]).zone).toBe('judge');
  });

  it('has thresholds of its own for earlier turns of the assistant, which are those of the user without', () => {
    const turn = text(0.9, { where: 'history/1', channel: 'assistant' });
    expect(scoringOf(detector, { document: { block: 1 } }, [turn]).zone).toBe('block');
    expect(scoringOf(detector, { assistant: { block: 1 } }, [turn]).zone).toBe('judge');
    expect(scoringOf(detector, { assistant: { block: 1 } }, [text(0.9)]).zone).toBe('block');
  });

  it('says the text that is deepest in its zone, not the one that scores highest', () => {
    const strict = text(0.6, { where: 'variables/mail', channel: 'document' });
    const scoring = scoringOf(detector, { document: { block: 0.5 } }, [text(0.7), strict]);
    expect(scoring).toMatchObject({ zone: 'block', score: 0.6 });
  });

  it('names the parts of the texts that are not allowed, with where they stand', () => {
    const scoring = scoringOf(detector, {}, [text(0.1, { where: 'history/0' }), text(0.9)]);
    expect(scoring.found).toEqual([{ type: 'INJECTION', where: 'input', start: 0, end: 1 }]);
  });

  it('names what is found for certain before what is in doubt, as a verdict has room for so many parts', () => {
    const scoring = scoringOf(detector, {}, [text(0.5, { where: 'history/0' }), text(0.9, { where: 'history/1' })]);
    expect(scoring.found.map(({ where }) => where)).toEqual(['history/1', 'history/0']);
  });

  it.each([Number.NaN, Infinity, undefined, null, '0.9'])(
    'fails for the score %s, instead of letting it pass',
    (score) => {
      const broken = { ...text(0), score: score as number };
      expect(() => scoringOf(detector, {}, [text(0.9), broken])).toThrow(CheckError);
    },
  );

  it('allows a subject without texts', () => {
    expect(scoringOf(detector, {}, [])).toEqual({ zone: 'allow', score: 0, found: [] });
  });
});
