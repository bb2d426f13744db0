import { SeededRandom } from '@gauntlet/statistics';
import { scenarioNamed } from './scores/all-scenarios';
import { type ArmName, ARMS } from './settings';
import { added, type Tally, tallyOf } from './tally';

/** Some of the comparisons of one arm of a scenario. */
export interface Job {
  readonly seed: number;
  readonly scenario: string;
  readonly arm: ArmName;
  /** Of one look. */
  readonly rows: number;
  /** To look at one after the other, where scores have bounds. */
  readonly rowsToLookAt: number;
  readonly from: number;
  readonly to: number;
}

/** Each comparison has its own chance, so that it comes out the same whatever jobs there are. */
export function tallyOfJob({ seed, scenario, arm, rows, rowsToLookAt, from, to }: Job): Tally {
  const { draw, isBounded } = scenarioNamed(scenario);
  const { drop } = ARMS[arm];
  const drawn = isBounded ? rowsToLookAt : rows;
  const tallies = Array.from({ length: to - from }, (_, index) => {
    const random = new SeededRandom(seedOf(`${seed} ${scenario} ${arm} ${from + index}`));
    return tallyOf(draw(random, drop, drawn), drop, rows, isBounded);
  });
  return tallies.reduce(added);
}

/** FNV-1a, mixed once more: names that differ in their last digit get seeds that are far apart. */
function seedOf(name: string): number {
  const hash = [...name].reduce((hash, sign) => Math.imul(hash ^ sign.charCodeAt(0), 0x01000193), 0x811c9dc5);
  return new SeededRandom(hash).below(2 ** 32);
}
