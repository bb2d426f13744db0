import { GRADES, KINDS, YES_OR_NO } from './answers';
import { causesFound, type Found } from './causes';
import { type Delay, delays } from './delays';
import { changeRule, LEVEL_RULE, RIVALS } from './methods';
import type { Size } from './settings';
import { type FalseAlarms, falseAlarmsOf, falseAlarmsOfFile } from './stable-years';

/** What a simulation found. */
export interface DriftResult {
  readonly seed: number;
  /** Of the whole file of ten monitors, by kind of answers; the first one is the promise. */
  readonly files: readonly (FalseAlarms & { readonly name: string; readonly title: string })[];
  /** Of ten monitors of one method. */
  readonly methods: readonly (FalseAlarms & {
    readonly name: string;
    readonly title: string;
    readonly answers: string;
  })[];
  readonly delays: readonly Delay[];
  readonly causes: readonly Found[];
}

export function simulateDrift(seed: number, size: Size, tell: (done: string) => void): DriftResult {
  const files = KINDS.map((answers, index) => {
    const found = falseAlarmsOfFile(answers, index === 0 ? size.years : size.otherYears, seed);
    tell(`stable years: ${answers.title}`);
    return { name: answers.name, title: answers.title, ...found };
  });
  const methods = [YES_OR_NO, GRADES].flatMap((answers) =>
    [LEVEL_RULE, changeRule(0), ...RIVALS].map((method) => {
      const found = falseAlarmsOf(method, answers, size.rivalYears, seed);
      tell(`stable years: ${method.title}`);
      return { name: method.name, title: method.title, answers: answers.name, ...found };
    }),
  );
  const delay = delays(size.drops, seed);
  tell('drops');
  return { seed, files, methods, delays: delay, causes: causesFound(size.causes, seed) };
}
