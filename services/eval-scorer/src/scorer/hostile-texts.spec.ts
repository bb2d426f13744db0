import { describe, expect, it } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { exampleEvent, growth, HOSTILE_TEXTS } from '@gauntlet/testing';
import { judgementOf } from '../judge/judgement';
import { AnswerShapeScorer } from './answer-shape.scorer';
import { GroundingScorer } from './grounding.scorer';
import { RefusalScorer } from './refusal.scorer';

const MAX_GROWTH = 2.5;
const SHAPES = Object.entries(HOSTILE_TEXTS);
const example = exampleEvent(TOPICS.released);

function response(answer: string) {
  return { facts: { ...example.facts, outcome: 'answered' as const }, content: { ...example.content, answer } };
}

describe('no text makes it take longer per character the longer it is', () => {
  it.each([new GroundingScorer(), new AnswerShapeScorer(), new RefusalScorer()])('to score $name', (scorer) => {
    const grown = SHAPES.filter(([, textOf]) => growth((text) => scorer.score(response(text)), textOf) > MAX_GROWTH);
    expect(grown.map(([name]) => name)).toEqual([]);
  });

  it('to read a judgement', () => {
    const grown = SHAPES.filter(([, textOf]) => growth(judgementOf, textOf) > MAX_GROWTH);
    expect(grown.map(([name]) => name)).toEqual([]);
  });
});
