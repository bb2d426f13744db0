import { compareMixes, type SeededRandom } from '@gauntlet/statistics';
import type { Answers } from './answers';
import { changeRule, LEVEL_RULE, type Method } from './methods';
import { chanceOf } from './seed';
import { BUDGET, MONITORS, PACE, SHARE, WARM_UP, YEAR } from './settings';

/** False alarms of many years. */
export interface FalseAlarms {
  readonly years: number;
  readonly mean: number;
  /** The upper bound of the mean with a confidence of 95 %, one-sided. */
  readonly upper: number;
}

/** The ten monitors of the file; a change with the margin 0 is the hardest that is still stable. */
const LEVELS = 6;
const CHANGES = 3;
const WEEKS = Math.floor(YEAR / PACE.week);
const KINDS = { en: 60, de: 25, fr: 10, it: 5 };

/** Runs the ten monitors of a file over years without any change. */
export function falseAlarmsOfFile(answers: Answers, years: number, seed: number): FalseAlarms {
  return summed(Array.from({ length: years }, (_, year) => alarmsOfYear(answers, year, seed)));
}

function alarmsOfYear(answers: Answers, year: number, seed: number): number {
  const random = chanceOf(seed, 'file', answers.name, year);
  const methods = [...Array<Method>(LEVELS).fill(LEVEL_RULE), ...Array<Method>(CHANGES).fill(changeRule(0))];
  return methods.reduce((sum, method) => sum + alarmsIn(method, answers, random), 0) + mixAlarms(random);
}

/** Runs one method over years without any change, as each of ten monitors. */
export function falseAlarmsOf(method: Method, answers: Answers, years: number, seed: number): FalseAlarms {
  return summed(
    Array.from({ length: years }, (_, year) => {
      const random = chanceOf(seed, 'method', method.name, answers.name, year);
      return Array.from({ length: MONITORS }, () => alarmsIn(method, answers, random)).reduce(
        (sum, one) => sum + one,
        0,
      );
    }),
  );
}

function alarmsIn({ make }: Method, { sd, draw, isSettled = false }: Answers, random: SeededRandom): number {
  const look = make(sd);
  let alarms = 0;
  const from = isSettled ? WARM_UP : 0;
  for (let step = 0; step < from + YEAR; step += 1) if (look(step, draw(random, step, 0)) && step >= from) alarms += 1;
  return alarms;
}

/** A distribution rule with the tolerance 0: each week beside the four before. */
function mixAlarms(random: SeededRandom): number {
  const level = (SHARE * BUDGET * PACE.week) / PACE.year;
  const weeks = Array.from({ length: WEEKS }, () => mixOf(random, 1_000));
  let alarms = 0;
  for (let week = 4; week < WEEKS; week += 1) {
    const before = new Map<string, number>();
    for (const one of weeks.slice(week - 4, week))
      for (const [kind, count] of one) before.set(kind, (before.get(kind) ?? 0) + count);
    if (compareMixes(weeks[week] as Map<string, number>, before).p <= level) alarms += 1;
  }
  return alarms;
}

function mixOf(random: SeededRandom, count: number): Map<string, number> {
  const mix = new Map<string, number>();
  for (let index = 0; index < count; index += 1) {
    const drawn = random.next() * 100;
    const kind = drawn < KINDS.en ? 'en' : drawn < KINDS.en + KINDS.de ? 'de' : drawn < 95 ? 'fr' : 'it';
    mix.set(kind, (mix.get(kind) ?? 0) + 1);
  }
  return mix;
}

function summed(counts: readonly number[]): FalseAlarms {
  const years = counts.length;
  const mean = counts.reduce((sum, count) => sum + count, 0) / years;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / Math.max(years - 1, 1);
  return { years, mean, upper: mean + 1.645 * Math.sqrt(Math.max(variance, mean) / years) };
}
