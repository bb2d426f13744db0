import { describe, expect, it } from 'vitest';
import type { RuleMonitor } from '@gauntlet/artefacts';
import { SeededRandom } from '../seeded-random';
import type { StateChange, WatchedRow } from './row';
import { Watch } from './watch';

const DAY = 86_400_000;
const MONDAY = Date.parse('2026-01-05T00:00:00Z');
const FALL = 21.4;
const METRIC = { name: 'score', kind: 'score', of: null, least: 0, greatest: 1 } as const;
const LEVEL: RuleMonitor = {
  ...{ name: 'level', prompt: '*', except: [], by: [] },
  rule: { kind: 'level', metric: METRIC, stay: 'above', level: 0.82 },
};
const CHANGE: RuleMonitor = {
  ...LEVEL,
  name: 'change',
  rule: { kind: 'change', metric: METRIC, bad: 'drop', margin: 0.05 },
};
const MIX: RuleMonitor = {
  ...LEVEL,
  name: 'mix',
  rule: { kind: 'distribution', of: ['language', 'outcome'], weeks: 4, tolerance: 0.05 },
};

type Change = (
  row: WatchedRow & { mean: number },
  day: number,
  random: SeededRandom,
) => Partial<WatchedRow & { mean: number }>;

/** Answers of five weeks, of which a scenario changes what it likes. */
function rowsOf(change: Change, { perDay = 200, days = 35, seed = 3 } = {}): WatchedRow[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: perDay * days }, (_, index) => {
    const day = index / perDay;
    const row: WatchedRow & { mean: number } = {
      ...{ at: MONDAY + Math.floor(day * DAY), prompt: 'support-agent', version: 'v7', model: 'm', snapshot: 'm-1' },
      ...{ policy: 'default@v2', judge: 'judge@v1', tenant: random.chance(0.5) ? 'shop' : 'bank', anchor: false },
      ...{ language: random.chance(0.3) ? 'de' : 'en', outcome: 'answered', score: null, scores: null, scorer: null },
      ...{ length: 100, latency: null, cost: null, tokens: null, weight: 1, cluster: null, mean: 0.87 },
    };
    const { mean, ...changed } = { ...row, ...change(row, day, random) };
    return { ...changed, score: Math.min(1, Math.max(0, mean + (random.next() - 0.5) * 0.25)) };
  });
}

function told(rows: readonly WatchedRow[], monitors: RuleMonitor[], falseAlarmsPerYear = 1): StateChange[] {
  const changes: StateChange[] = [];
  const watch = new Watch({ falseAlarmsPerYear, stepMs: DAY / 24, monitors }, (change) => changes.push(change));
  for (const row of rows) watch.add(row);
  watch.end();
  return changes;
}

const firing = (changes: readonly StateChange[]) => changes.filter(({ state }) => state === 'firing');
const after =
  (fallen: Partial<WatchedRow & { mean: number }>): Change =>
  (_, day) =>
    day >= FALL ? fallen : {};

describe('a watch of stable answers', () => {
  it('is silent but for its first states', () => {
    const changes = told(
      rowsOf(() => ({})),
      [LEVEL, CHANGE, MIX],
    );
    expect(changes.map(({ monitor, state }) => `${monitor} ${state}`)).toEqual([
      ...['level insufficient', 'change insufficient', 'mix insufficient', 'level ok', 'change ok', 'mix ok'],
    ]);
  });

  it('is not moved by the days of the week, once it knows one, nor by the hours', () => {
    const season: Change = (_, day) => ({ mean: (day % 7 >= 5 ? 0.76 : 0.88) + (day % 1 < 0.25 ? -0.06 : 0.02) });
    const alarms = firing(told(rowsOf(season), [LEVEL, CHANGE]));
    expect(alarms.filter(({ at }) => Date.parse(at as string) > MONDAY + 7 * DAY)).toEqual([]);
  });

  it('is not moved by a burst of one conversation', () => {
    const burst: Change = (_, day, random) =>
      day > 30.4 && day < 30.6 && random.chance(0.7) ? { cluster: 'c', mean: 0.1 } : {};
    expect(firing(told(rowsOf(burst), [LEVEL, CHANGE]))).toEqual([]);
  });
});

describe('a watch of answers that fall by 8 points', () => {
  it.each<[string, Change, string]>([
    ['the prompt, where its version changed', after({ version: 'v8', mean: 0.79 }), 'prompt'],
    ['the model, where its snapshot changed', after({ snapshot: 'm-2', mean: 0.79 }), 'model'],
    ['the policy, where it changed', after({ policy: 'default@v3', mean: 0.79 }), 'policy'],
    ['the judge, where it changed', after({ judge: 'judge@v2', mean: 0.79 }), 'judge'],
    ['nobody, where nothing changed', after({ mean: 0.79 }), 'unknown'],
    [
      'the judge, where the anchors fell too',
      (_, day, random) => ({ anchor: random.chance(0.1), mean: day >= FALL ? 0.79 : 0.87 }),
      'judge',
    ],
    [
      'the model, where the anchors did not fall',
      (_, day, random) => {
        const anchor = random.chance(0.1);
        return { anchor, mean: day >= FALL && !anchor ? 0.79 : 0.87, ...(day >= FALL ? { snapshot: 'm-2' } : {}) };
      },
      'model',
    ],
    [
      'the provider, where answers fell back',
      (_, day, random) => (day >= FALL ? { mean: 0.79, outcome: random.chance(0.1) ? 'fallback' : 'answered' } : {}),
      'provider',
    ],
  ])('blames %s', (_, change, blame) => {
    const alarms = firing(told(rowsOf(change), [LEVEL, CHANGE]));
    expect(alarms.map((alarm) => [alarm.monitor, alarm.blame])).toEqual([
      ['level', blame],
      ['change', blame],
    ]);
    for (const { since, value, interval } of alarms) {
      expect(Math.abs(Date.parse(since as string) - (MONDAY + FALL * DAY))).toBeLessThan(DAY / 2);
      expect(value).toBeGreaterThan(0.77);
      expect(value).toBeLessThan(0.81);
      expect((interval as [number, number])[0]).toBeLessThan(value as number);
    }
  });

  it('says where, if one stratum carries it all', () => {
    const german: Change = ({ language }, day) =>
      day >= FALL && language === 'de' ? { snapshot: 'm-2', mean: 0.6 } : {};
    expect(firing(told(rowsOf(german), [LEVEL]))).toMatchObject([{ blame: 'model', where: { language: 'de' } }]);
  });

  it('blames a policy for a rate that rose', () => {
    const rate = { name: 'refusal_rate', kind: 'rate', of: 'refusal', least: 0, greatest: 1 } as const;
    const below: RuleMonitor = { ...LEVEL, rule: { kind: 'level', metric: rate, stay: 'below', level: 0.05 } };
    const strict: Change = (_, day, random) => ({
      outcome: random.chance(day >= FALL ? 0.2 : 0.02) ? 'refused' : 'answered',
      policy: day >= FALL ? 'default@v3' : 'default@v2',
    });
    const [alarm] = firing(told(rowsOf(strict), [below]));
    expect(alarm).toMatchObject({ metric: 'refusal_rate', blame: 'policy' });
    expect(alarm?.value).toBeGreaterThan(0.1);
  });

  it('blames the mix, where there are only more of the questions that were always harder', () => {
    const harder: Change = ({ language }, day, random) => {
      const now = day >= FALL && random.chance(0.5) ? 'de' : language;
      return { language: now, mean: now === 'de' ? 0.72 : 0.92 };
    };
    const changes = firing(told(rowsOf(harder), [LEVEL, MIX]));
    expect(changes.map(({ monitor, blame, where }) => [monitor, blame, where])).toEqual(
      expect.arrayContaining([
        ['level', 'traffic mix', { language: 'de' }],
        ['mix', 'traffic mix', { language: 'de' }],
      ]),
    );
  });

  it('resolves once, after the mean came back', () => {
    const back: Change = (_, day) => (day >= FALL && day < FALL + 4 ? { mean: 0.79 } : {});
    const states = told(rowsOf(back), [LEVEL]).map(({ state }) => state);
    expect(states.filter((state) => state !== 'warning')).toEqual(['insufficient', 'ok', 'firing', 'resolved']);
  });

  it('resolves for a version that another one replaced', () => {
    const replaced: Change = (_, day) =>
      day < FALL ? {} : day < FALL + 3 ? { version: 'v8', mean: 0.79 } : { version: 'v9' };
    const v8 = told(rowsOf(replaced), [LEVEL]).filter(({ version }) => version === 'v8');
    expect(v8.at(-1)).toMatchObject({ state: 'resolved', blame: 'prompt' });
  });
});

describe('a watch of little', () => {
  it('says that one row is insufficient, and that a pause is no data', () => {
    const [row, ...more] = rowsOf(() => ({}), { perDay: 48, days: 10 }) as [WatchedRow, ...WatchedRow[]];
    expect(told([row], [LEVEL, CHANGE, MIX]).map(({ state }) => state)).toEqual(Array(3).fill('insufficient'));
    const other = { ...row, prompt: 'other' };
    const paused = [row, ...more].filter(({ at }) => at < MONDAY + 3 * DAY || at > MONDAY + 7 * DAY);
    const beside = more.map((one) => ({ ...other, at: one.at }));
    const changes = told(
      [...paused, ...beside].sort((a, b) => a.at - b.at),
      [
        { ...LEVEL, prompt: 'support-agent' },
        { ...LEVEL, name: 'other', prompt: 'other' },
      ],
    );
    expect(changes.filter(({ prompt }) => prompt === 'support-agent').map(({ state }) => state)).toEqual([
      'insufficient',
      'ok',
      'no data',
      'ok',
    ]);
  });

  it('says of a monitor that nothing was ever seen by it', () => {
    const absent = { ...LEVEL, prompt: 'absent' };
    expect(told([], [absent])).toMatchObject([{ at: null, state: 'no data', prompt: 'absent', version: null }]);
    const rows = rowsOf(() => ({}), { days: 1 });
    expect(told(rows, [absent]).map(({ state }) => state)).toEqual(['no data']);
  });

  it('says the same when rows come out of order within the slack, and leaves out later ones', () => {
    const rows = rowsOf(after({ mean: 0.79 }), { perDay: 200 });
    const shuffled = [...rows.keys()]
      .sort((a, b) => a + ((a * 7) % 5) - (b + ((b * 7) % 5)))
      .map((index) => rows[index] as WatchedRow);
    expect(shuffled).not.toEqual(rows);
    expect(told(shuffled, [LEVEL, CHANGE, MIX])).toEqual(told(rows, [LEVEL, CHANGE, MIX]));
    const watch = new Watch({ falseAlarmsPerYear: 1, stepMs: DAY / 24, monitors: [LEVEL] }, () => undefined);
    for (const row of [...rows, ...rows.slice(0, 7)]) watch.add(row);
    expect(watch.late).toBe(7);
  });

  it('counts weights: answers that were sampled more often do not count more', () => {
    // Every disliked answer was scored, of the others one of ten.
    const sampled: Change = (_, __, random) =>
      random.chance(0.5) ? { mean: 0.5, weight: 1 } : { mean: 0.87, weight: 10 };
    expect(firing(told(rowsOf(sampled), [LEVEL]))).toEqual([]);
    expect(
      firing(
        told(
          rowsOf((...args) => ({ ...sampled(...args), weight: 1 })),
          [LEVEL],
        ),
      ),
    ).toHaveLength(1);
  });

  it('watches each stratum by itself, where the monitor says so', () => {
    const bank: Change = ({ tenant }, day) => (day >= FALL && tenant === 'bank' ? { mean: 0.79 } : {});
    const alarms = firing(told(rowsOf(bank), [{ ...LEVEL, by: ['tenant'] }]));
    expect(alarms.map(({ by }) => by)).toEqual([{ tenant: 'bank' }]);
  });
});
