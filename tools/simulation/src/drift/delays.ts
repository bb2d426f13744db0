import { quantile } from '@gauntlet/statistics';
import { type Answers, GRADES, SMALL, YES_OR_NO } from './answers';
import { changeRule, LEVEL_RULE, type Method, RIVALS } from './methods';
import { chanceOf } from './seed';
import { DROPS, PACE, WARM_UP } from './settings';

/** How soon drops were seen. */
export interface Delay {
  readonly method: string;
  readonly title: string;
  readonly answers: string;
  /** Mean before the drop. */
  readonly baseline: number;
  readonly sd: number;
  readonly drop: number;
  /** Days over which the mean falls; 0 for at once. */
  readonly slide: number;
  readonly streams: number;
  /** Those in which an alarm came within 60 days. */
  readonly seen: number;
  /** Days; null where fewer streams than that share have an alarm. */
  readonly median: number | null;
  readonly p95: number | null;
}

const LONGEST = 60 * PACE.day;
/** How far above the level a mean with some room is. */
const ROOM = 0.02;

interface Arm {
  readonly method: Method;
  readonly answers: Answers;
  readonly room: number;
  readonly drop: number;
  readonly slide?: number;
}

/** All rules and rivals over streams with a drop. */
export function delays(streams: number, seed: number): Delay[] {
  const arms = [YES_OR_NO, GRADES].flatMap((answers) =>
    DROPS.flatMap((drop): Arm[] => [
      { method: LEVEL_RULE, answers, room: 0, drop },
      { method: LEVEL_RULE, answers, room: ROOM, drop },
      { method: changeRule(0.05), answers, room: 0, drop },
      { method: changeRule(0.02), answers, room: 0, drop },
      ...RIVALS.map((method) => ({ method, answers, room: 0, drop })),
    ]),
  );
  const slow = [LEVEL_RULE, changeRule(0.02)].map((method) => ({
    method,
    answers: GRADES,
    room: 0,
    drop: 0.1,
    slide: 35,
  }));
  arms.push(...slow, { method: LEVEL_RULE, answers: SMALL, room: 0, drop: 0.1 });
  return arms.map((arm) => delayOf(arm, streams, seed));
}

function delayOf({ method, answers, room, drop, slide = 0 }: Arm, streams: number, seed: number): Delay {
  const days = Array.from({ length: streams }, (_, stream) => {
    // The chance is that of the answers, so that all methods see the same streams.
    const random = chanceOf(seed, 'drop', answers.name, drop, room, slide, stream);
    const look = method.make(answers.sd);
    const fall = WARM_UP + random.below(PACE.week);
    for (let step = 0; step < fall; step += 1) look(step, answers.draw(random, step, -room));
    for (let step = fall; step < fall + LONGEST; step += 1) {
      const fallen = drop * Math.min(1, slide === 0 ? 1 : (step - fall) / (slide * PACE.day));
      if (look(step, answers.draw(random, step, fallen - room))) return (step + 1 - fall) / PACE.day;
    }
    return Number.POSITIVE_INFINITY;
  });
  const at = (share: number) => {
    const found = quantile(days, share);
    return Number.isFinite(found) ? found : null;
  };
  return {
    ...{
      method: method.name,
      title: method.title,
      answers: answers.name,
      baseline: 0.85 + room,
      sd: answers.sd,
      drop,
      slide,
      streams,
    },
    ...{ seen: days.filter(Number.isFinite).length, median: at(0.5), p95: at(0.95) },
  };
}
