import { inConversations, independent, type Scenario } from './scenario';

/** An answer is right or wrong. Three rows of five are easy. */
const BINARY: Scenario = {
  name: 'binary',
  title: 'yes or no',
  isBounded: true,
  draw: (random, drop, rows) =>
    independent(rows, () => {
      const right = random.chance(0.6) ? 0.95 : 0.5;
      return [Number(random.chance(right)), Number(random.chance(right - drop))];
    }),
};

/** Conversations differ in how hard they are, and in how much is lost in them: from nothing to twice the drop. */
const IN_CONVERSATIONS: Scenario = {
  name: 'binary-clustered',
  title: 'yes or no, in conversations',
  isBounded: true,
  draw: (random, drop, rows) =>
    inConversations({ random, rows, longest: 5 }, () => {
      const right = 0.55 + 0.4 * random.next();
      const lost = 2 * drop * random.next();
      return () => [Number(random.chance(right)), Number(random.chance(right - lost))];
    }),
};

/** A judge says yes to a good answer nine times in ten and to a bad one twice; it judges each variant anew. */
const NOISY_JUDGE: Scenario = {
  name: 'binary-noisy-judge',
  title: 'yes or no, by a noisy judge',
  isBounded: true,
  draw: (random, drop, rows) =>
    independent(rows, () => {
      const good = random.chance(0.75);
      // What the judge sees of a drop is the share of good answers that turn bad, times 0.9 - 0.2.
      const staysGood = good && random.chance(1 - drop / (0.75 * 0.7));
      const judged = (isGood: boolean) => Number(random.chance(isGood ? 0.9 : 0.2));
      return [judged(good), judged(staysGood)];
    }),
};

export const BINARY_SCENARIOS: readonly Scenario[] = [BINARY, IN_CONVERSATIONS, NOISY_JUDGE];
