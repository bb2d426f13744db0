import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EVAL_EXIT } from './eval-exit';
import { runEval } from './run-eval';

let said: string[];

beforeEach(() => {
  said = [];
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((line: string) => said.push(line) && undefined);
  }
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const valueSaid = () => JSON.parse(said.join('')) as Record<string, unknown>;

describe('gauntlet eval power', () => {
  it('says what rows can show, and how many it takes', async () => {
    expect(await runEval(['eval', 'power', '--sd', '0.3', '--n', '120', '--drop', '0.03'])).toBe(EVAL_EXIT.pass);
    expect(said.slice(0, 3)).toEqual([
      'with n = 120 rows you can detect a drop of 8.1 points; for 3 points you need 866',
      'for "not worse" with a margin of 3 points, if the variants are equal, you need 866',
      'with --sequential plan for 1559; large differences end it early',
    ]);
    said = [];
    await runEval(['eval', 'power', '--sd', '0.3', '--n', '1', '--cluster-size', '4', '--icc', '0.5', '--json']);
    expect(valueSaid()).toEqual({
      ...{
        n: 1,
        detectableDrop: null,
        drop: 0.05,
        rowsNeeded: 788,
        rowsNeededSequential: 1419,
        rowsNeededNotWorse: 788,
      },
      ...{ sd: 0.3, alpha: 0.05, power: 0.8, clusterSize: 4, icc: 0.5 },
    });
  });

  it('plans for the largest cluster where every row is looked at', async () => {
    const rowsFor = async (...options: string[]) => {
      said = [];
      await runEval(['eval', 'power', '--sd', '0.1', '--cluster-size', '3', ...options, '--json']);
      return valueSaid().rowsNeededSequential as number;
    };
    // What a bet gains that may lose a cluster of 20 rows: 20 × (ln 40 + 1.25) / (0.95 × 0.05).
    expect(await rowsFor('--largest-cluster', '20')).toBe(2_080);
    expect(await rowsFor()).toBeLessThan(500);
  });

  it('refuses to do without the spread', async () => {
    expect(await runEval(['eval', 'power'])).toBe(EVAL_EXIT.notRun);
  });

  it.each([
    ['power --sd 0', '--sd must be a decimal number above 0, as in 0.3, and is "0"'],
    ['power --sd 0.3 --icc -1', '--icc must be a decimal number from 0 to 1, as in 0.1, and is "-1"'],
    ['power --sd 0.3 --icc 2', '--icc must be a decimal number from 0 to 1, as in 0.1, and is "2"'],
    ['power --sd 0.3 --cluster-size 0.5', '--cluster-size must be a decimal number from 1 on, as in 4, and is "0.5"'],
    ['power --sd 0.3 --n 1.5', '--n must be a whole number from 1 on, as in 120, and is "1.5"'],
    [
      'power --sd 0.3 --power 0.2',
      '--power must be a decimal number above 0.5 and at most 0.999, as in 0.8, and is "0.2"',
    ],
    ['compare a b --margin 0x10', '--margin must be a decimal number from 0 on, as in 0.05, and is "0x10"'],
    ['compare a b --margin 1_000', '--margin must be a decimal number from 0 on, as in 0.05, and is "1_000"'],
    ['compare a b --margin 0,05', '--margin must be a decimal number from 0 on, as in 0.05, and is "0,05"'],
    [
      'compare a b --bounds 0b1,5',
      '--bounds must be the least and the greatest possible score, as in 0,1, and is "0b1,5"',
    ],
    [
      'compare a b --bounds 0,1e308',
      '--bounds must be the least and the greatest possible score, within -1e+50 and 1e+50, as in 0,1, and is "0,1e308"',
    ],
    ['run x@v1 --repeats 1.5', 'repeats must be a whole number from 1 to 100, as in 4, and is "1.5"'],
    ['run x@v1 --concurrency abc', 'concurrency must be a whole number from 1 to 64, as in 4, and is "abc"'],
    ['run x@v1 --max-cost 0', 'max-cost must be a decimal number above 0, as in 2.5, and is "0"'],
  ])('says what is right in place of %s', async (line, problem) => {
    expect(await runEval(['eval', ...line.split(' ')])).toBe(EVAL_EXIT.notRun);
    expect(said).toEqual([`gauntlet: ${problem}`]);
  });
});
