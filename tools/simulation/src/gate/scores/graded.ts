import type { SeededRandom } from '@gauntlet/statistics';
import { inConversations, independent, type Scenario } from './scenario';

/** The same row has about the same grade under both variants. */
const GRADED: Scenario = {
  name: 'graded',
  title: 'grades',
  isBounded: true,
  draw: (random, drop, rows) =>
    independent(rows, () => {
      const quality = 0.3 + 0.4 * random.next();
      return [quality + around(random, 0.2), quality - drop + around(random, 0.2)];
    }),
};

/** The judge knows five grades, and is often one or two of them off. */
const NOISY_JUDGE: Scenario = {
  name: 'graded-noisy-judge',
  title: 'five grades, by a noisy judge',
  isBounded: true,
  draw: (random, drop, rows) =>
    independent(rows, () => {
      const quality = 0.35 + 0.3 * random.next();
      const judged = (value: number) => graded(random, value + around(random, 0.3));
      return [judged(quality), judged(quality - drop)];
    }),
};

/** Conversations differ in how much is lost or gained in them. */
const IN_CONVERSATIONS: Scenario = {
  name: 'graded-clustered',
  title: 'grades, in conversations',
  isBounded: true,
  draw: (random, drop, rows) =>
    inConversations({ random, rows, longest: 6 }, () => {
      const quality = 0.3 + 0.2 * random.next();
      const lost = drop + around(random, 0.15);
      return () => [quality + 0.3 * random.next(), quality - lost + 0.3 * random.next()];
    }),
};

/** A few rows lose 0.8 and all others nothing: the drop that is hardest to see. */
const RARE_LOSSES: Scenario = {
  name: 'graded-rare-losses',
  title: 'grades, a few rows lose nearly all',
  isBounded: true,
  draw: (random, drop, rows) =>
    independent(rows, () => {
      const quality = 0.86 + 0.08 * random.next();
      const lost = random.chance(drop / 0.8) ? 0.8 : 0;
      return [quality + around(random, 0.05), quality - lost + around(random, 0.05)];
    }),
};

export const GRADED_SCENARIOS: readonly Scenario[] = [GRADED, NOISY_JUDGE, IN_CONVERSATIONS, RARE_LOSSES];

/** Evenly between -reach and reach. */
function around(random: SeededRandom, reach: number): number {
  return (2 * random.next() - 1) * reach;
}

/** One of the two grades around a value, so that their mean is the value. */
function graded(random: SeededRandom, value: number): number {
  const fourths = value * 4;
  return (Math.floor(fourths) + Number(random.chance(fourths - Math.floor(fourths)))) / 4;
}
