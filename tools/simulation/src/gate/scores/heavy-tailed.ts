import { normalQuantile, type SeededRandom } from '@gauntlet/statistics';
import { inConversations, independent, type Scenario } from './scenario';

/** Student's t with 3 degrees of freedom: rare values far out on both sides. */
const BOTH_TAILS: Scenario = {
  name: 'heavy-tails',
  title: "heavy tails on both sides (Student's t, 3 degrees)",
  isBounded: false,
  draw: (random, drop, rows) =>
    independent(rows, () => {
      const baseline = normal(random);
      return [baseline, baseline - drop + 0.2 * studentT3(random)];
    }),
};

/** What a cost does that is now and then very large. */
const LOSSES: Scenario = {
  name: 'heavy-losses',
  title: 'heavy losses (lognormal)',
  isBounded: false,
  draw: (random, drop, rows) =>
    independent(rows, () => {
      const baseline = normal(random);
      return [baseline, baseline - drop - 0.2 * (Math.exp(normal(random) - 0.5) - 1)];
    }),
};

/** Whole conversations gain or lose. */
const IN_CONVERSATIONS: Scenario = {
  name: 'heavy-clustered',
  title: 'heavy gains (lognormal), in conversations',
  isBounded: false,
  draw: (random, drop, rows) =>
    inConversations({ random, rows, longest: 6 }, () => {
      const gained = 0.1 * (Math.exp(0.8 * normal(random)) - Math.exp(0.32));
      return () => {
        const baseline = normal(random);
        return [baseline, baseline - drop + gained + 0.15 * normal(random)];
      };
    }),
};

export const HEAVY_TAILED_SCENARIOS: readonly Scenario[] = [BOTH_TAILS, LOSSES, IN_CONVERSATIONS];

function normal(random: SeededRandom): number {
  // 0 has no quantile.
  return normalQuantile(Math.max(random.next(), 2 ** -33));
}

function studentT3(random: SeededRandom): number {
  const numerator = normal(random);
  return numerator / Math.sqrt((normal(random) ** 2 + normal(random) ** 2 + normal(random) ** 2) / 3);
}
