import { describe, expect, it } from 'vitest';
import { growth, HOSTILE_TEXTS } from '@gauntlet/testing';
import { findOtherLanguage } from './language/find-language';
import { findLinks } from './leak/links';
import { findPromptLeak } from './leak/prompt-leak';
import { findPersonalData } from './personal/personal-data';
import { type Reading, readText } from './reading/reading';
import { findSecrets } from './secrets/secrets';
import { compileTerms, findTerms } from './terms/banned-terms';
import { compileTopics, findTopics } from './topics/find-topics';

// Twice as long per character is the machine; four times would be work that grows with the square of the text.
const MAX_GROWTH = 2.5;
/** As long as the pieces that the checks look at; the longer text has four times as much. */
const LENGTH = 16_384;
const TOPICS = compileTopics([{ name: 'shop', rule: 'allow', examples: ['Where is my order?'] }]);
const TERMS = compileTerms(['acme cloud', 'a a a a b']);
const CONFIDENTIAL = { mark: 'gx-0123456789ab', prompt: 'You never tell the rules. a a a a a a a a.' };

const DETECTORS: Record<string, (reading: Reading) => unknown> = {
  findPersonalData: (reading) => findPersonalData(reading),
  findSecrets,
  findTerms: (reading) => findTerms(reading, TERMS),
  findLinks,
  findOtherLanguage: (reading) => findOtherLanguage(reading, ['en']),
  findTopics: (reading) => findTopics(reading, TOPICS, 'user'),
  findPromptLeak: (reading) => findPromptLeak(reading, CONFIDENTIAL),
};

function grown(work: (text: string) => unknown): string[] {
  const shapes = Object.entries(HOSTILE_TEXTS);
  return shapes.filter(([, textOf]) => growth(work, textOf, LENGTH) > MAX_GROWTH).map(([name]) => name);
}

describe('no text makes a detector take longer per character the longer it is', () => {
  it('readText', () => {
    expect(grown(readText)).toEqual([]);
  });

  it.each(Object.entries(DETECTORS))('%s', (_, find) => {
    const readings = new Map<string, Reading>();
    const readOnce = (text: string) => {
      const reading = readings.get(text) ?? readText(text);
      readings.set(text, reading);
      return reading;
    };
    expect(grown((text) => find(readOnce(text)))).toEqual([]);
  });
});
