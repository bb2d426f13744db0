import { describe, expect, it } from 'vitest';
import { readText } from '../reading/reading';
import { TOXICITY } from '../thresholds';
import { findToxicity } from './toxicity';

const scoreOf = (text: string) => findToxicity(readText(text)).score;

describe('findToxicity at the shipped threshold', () => {
  it.each([
    'You are a worthless bitch and everybody hates you.',
    'Shut up, you stupid faggot.',
    'I will kill you, you filthy immigrants.',
  ])('finds: %s', (text) => {
    expect(scoreOf(text)).toBeGreaterThanOrEqual(TOXICITY.block);
  });

  it.each([
    'Have a nice day, and thank you for your help.',
    'How do I kill a process that hangs?',
    'The history of immigration to Canada',
    'I hate it when the printer is out of paper.',
    'Our school teaches children to respect people of every religion.',
  ])('lets pass: %s', (text) => {
    expect(scoreOf(text)).toBeLessThan(TOXICITY.block);
  });

  it('marks the part that is toxic', () => {
    const friendly = 'It was a sunny day and the children played in the garden. '.repeat(40);
    const text = `${friendly}You are a worthless bitch. ${friendly}`;
    const { found } = findToxicity(readText(text));
    expect(found).toHaveLength(1);
    expect(text.slice(found[0]?.start, found[0]?.end)).toContain('worthless');
  });
});
