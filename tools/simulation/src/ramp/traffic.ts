import type { SeededRandom, Slice } from '@gauntlet/statistics';
import { SHARES, SLICES_OF_A_STEP } from './settings';

/** A kind of traffic whose canaries are judged. */
export interface Traffic {
  readonly name: string;
  readonly title: string;
  /** Conversations that begin in a step, of both arms. */
  readonly conversations: number;
  /** The true rate of right answers of the control, by the time of the ramp from 0 to 1. */
  readonly right: (time: number) => number;
  /** At most so many answers in a conversation; their quality is alike. */
  readonly longest: number;
}

/** What is wrong with a canary: points of its right answers, and how many it refuses. */
export interface Fault {
  readonly drop: number;
  readonly refuses: number;
}

export const TRAFFICS: readonly Traffic[] = [
  { name: 'steady', title: '5,000 conversations in each step', conversations: 5_000, right: () => 0.85, longest: 1 },
  { name: 'turns', title: 'the same, of up to five turns', conversations: 5_000, right: () => 0.85, longest: 5 },
  {
    name: 'evening',
    title: 'the same, while all answers get worse from 90 to 60 % right',
    conversations: 5_000,
    right: (time) => 0.9 - 0.3 * time,
    longest: 1,
  },
  { name: 'small', title: '500 conversations in each step', conversations: 500, right: () => 0.85, longest: 1 },
];

/** The metrics of a simulated canary: rates, a score of yes and no, and one of grades that follows it with noise. */
export const METRICS = ['answered_rate', 'refusal_rate', 'canned_rate', 'score.right', 'score.grade'] as const;

/** Chances that hold for both arms. */
const REFUSED = 0.03;
const CANNED = 0.01;
/** How far the quality of one conversation is from that of another. */
const UNLIKENESS = 0.3;

/** All slices of a ramp that nobody ends, for each metric. */
export function rampOf(random: SeededRandom, traffic: Traffic, fault: Fault): Slice[][] {
  const slices = SHARES.length * SLICES_OF_A_STEP;
  const ramp: Slice[][] = METRICS.map(() => []);
  for (let slice = 0; slice < slices; slice += 1) {
    const share = (SHARES[Math.floor(slice / SLICES_OF_A_STEP)] as number) / 100;
    const arms = METRICS.map(() => ({ canary: { sum: 0, count: 0 }, control: { sum: 0, count: 0 } }));
    for (let left = arrivals(random, traffic.conversations / SLICES_OF_A_STEP); left > 0; left -= 1) {
      const arm = random.chance(share) ? 'canary' : 'control';
      const means = conversation(random, traffic, slice / slices, arm === 'canary' ? fault : { drop: 0, refuses: 0 });
      means.forEach((mean, metric) => {
        const totals = (arms[metric] as (typeof arms)[number])[arm];
        totals.sum += mean;
        totals.count += 1;
      });
    }
    arms.forEach((one, metric) => ramp[metric]?.push(one));
  }
  return ramp;
}

/** Poisson, by adding up waiting times. */
function arrivals(random: SeededRandom, mean: number): number {
  let count = -1;
  for (let waited = 0; waited < mean; waited -= Math.log(1 - random.next())) count += 1;
  return count;
}

/** The mean of each metric over the turns of a conversation. */
function conversation(random: SeededRandom, { right, longest }: Traffic, time: number, fault: Fault): number[] {
  const turns = 1 + random.below(longest);
  // Some conversations are about what is easy, so that their turns are alike; the mean stays.
  const ease = longest > 1 ? UNLIKENESS * (random.next() - 0.5) : 0;
  const sums = METRICS.map(() => 0);
  for (let turn = 0; turn < turns; turn += 1) {
    turnScores(random, right(time) + ease - fault.drop, fault.refuses).forEach((score, metric) => {
      sums[metric] = (sums[metric] as number) + score;
    });
  }
  return sums.map((sum) => sum / turns);
}

function turnScores(random: SeededRandom, rate: number, refuses: number): number[] {
  const isRefused = random.chance(REFUSED + refuses);
  const isCanned = random.chance(CANNED);
  const isRight = random.chance(rate);
  const grade = (isRight ? 0.7 : 0.2) + 0.3 * random.next();
  return [Number(!isCanned), Number(!isRefused), Number(!isCanned), Number(isRight), grade];
}
