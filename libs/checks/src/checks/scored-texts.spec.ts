import { describe, expect, it } from 'vitest';
import { Readings } from '../readings';
import { scoredTexts } from './scored-texts';

const at = (text: string) => ({ where: 'input', channel: 'user', text }) as const;

describe('scoredTexts', () => {
  it('takes the piece of a long text that scores highest, with where it stands', async () => {
    const text = `${'x '.repeat(20_000)}needle${' x'.repeat(20_000)}`;
    const [scored] = await scoredTexts([at(text)], new Readings(), ({ source }) => {
      const start = source.indexOf('needle');
      return start === -1 ? { score: 0.1, found: [] } : { score: 0.9, found: [{ type: 'T', start, end: start + 6 }] };
    });
    expect(scored?.score).toBe(0.9);
    expect(scored?.found.map(({ start, end }) => text.slice(start, end))).toEqual(['needle']);
  });

  it('fails for a score that is no number, instead of letting the text pass', async () => {
    const broken = () => ({ score: Number.NaN, found: [] });
    await expect(scoredTexts([at('text')], new Readings(), broken)).rejects.toMatchObject({ code: 'check_failed' });
  });
});
