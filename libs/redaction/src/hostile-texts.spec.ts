import { describe, expect, it } from 'vitest';
import { growth, HOSTILE_TEXTS } from '@gauntlet/testing';
import { jsonRedactionInSteps, redact } from './redact';
import { atOnce } from './steps';

// Twice as long per character is the machine; four times would be work that grows with the square of the text.
const MAX_GROWTH = 2.5;

describe('no text makes it take longer per character the longer it is', () => {
  it.each(Object.entries(HOSTILE_TEXTS))('to redact %s', (_, textOf) => {
    expect(growth(redact, textOf)).toBeLessThan(MAX_GROWTH);
    expect(growth((text) => atOnce(jsonRedactionInSteps(JSON.stringify([text]))), textOf)).toBeLessThan(MAX_GROWTH);
  });
});
