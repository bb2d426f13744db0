import { GROUPS, letterGroups, MAX_GROUPS } from '@gauntlet/detection/personal/names';
import type { WordLesson } from './word-lesson';

const ROUNDS = 4;
const RATE = 0.08;
const DECAY = 2e-5;
// Keeps the first steps of AdaGrad small.
const FIRST_SQUARE = 0.1;

interface State {
  readonly weights: Float32Array;
  readonly squares: Float32Array;
  readonly groups: Int32Array;
}

/**
 * What each group of letters says for a name, in log-odds: logistic regression by AdaGrad (Duchi, Hazan and Singer, 2011).
 * The same lessons and random numbers give the same weights.
 */
export function letterWeights(lessons: readonly WordLesson[], random: () => number): Float32Array {
  const state = {
    weights: new Float32Array(GROUPS),
    squares: new Float32Array(GROUPS).fill(FIRST_SQUARE),
    groups: new Int32Array(MAX_GROUPS),
  };
  const order = [...lessons];
  for (let round = 0; round < ROUNDS; round += 1) {
    shuffle(order, random);
    for (const lesson of order) learn(lesson, state);
  }
  return state.weights;
}

function learn({ word, forName, against }: WordLesson, { weights, squares, groups }: State): void {
  const count = letterGroups(word, groups);
  let sum = 0;
  for (let at = 0; at < count; at += 1) sum += weights[groups[at] ?? 0] ?? 0;
  const evidence = forName + against;
  // By the root, or the few words that stand in all lists would drown the others.
  const error = Math.sqrt(evidence) * (forName / evidence - 1 / (1 + Math.exp(-sum)));
  for (let at = 0; at < count; at += 1) {
    const group = groups[at] ?? 0;
    const slope = error - DECAY * (weights[group] ?? 0);
    squares[group] = (squares[group] ?? 0) + slope * slope;
    weights[group] = (weights[group] ?? 0) + (RATE * slope) / Math.sqrt(squares[group] ?? 1);
  }
}

function shuffle(order: WordLesson[], random: () => number): void {
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [order[index], order[other]] = [order[other] as WordLesson, order[index] as WordLesson];
  }
}
