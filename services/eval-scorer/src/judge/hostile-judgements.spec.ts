import { describe, expect, it } from 'vitest';
import { growth, HOSTILE_TEXTS } from '@gauntlet/testing';
import { judgementOf } from './judgement';

const MAX_GROWTH = 2.5;
const SHAPES = Object.entries(HOSTILE_TEXTS);

describe('no text makes it take longer per character the longer it is', () => {
  it('to read a judgement', () => {
    const grown = SHAPES.filter(([, textOf]) => growth(judgementOf, textOf) > MAX_GROWTH);
    expect(grown.map(([name]) => name)).toEqual([]);
  });
});
