import type { RulesFile } from '@gauntlet/artefacts';
import { type Rate, type SeededRandom, wilson } from '@gauntlet/statistics';
import { type StateChange, Watch, type WatchedRow } from '@gauntlet/statistics/watch';
import { chanceOf } from './seed';

/** What is to blame in a replay, and what follows for the rows after it. */
interface Cause {
  readonly name: string;
  readonly title: string;
  readonly blame: NonNullable<StateChange['blame']>;
  /** Where all of it is. */
  readonly language?: string;
  readonly change: (row: WatchedRow, random: SeededRandom) => Partial<WatchedRow>;
}

/** How often a cause was found. */
export interface Found {
  readonly name: string;
  readonly title: string;
  readonly drop: number;
  readonly replays: number;
  readonly alarms: number;
  readonly right: Rate;
  /** Replays whose alarm blamed a prompt or a policy that did nothing. */
  readonly wrongRollbacks: number;
}

const ANCHORS = 0.06;
const CAUSES: readonly Cause[] = [
  { name: 'prompt', title: 'a new prompt version', blame: 'prompt', change: () => ({ version: 'v8' }) },
  { name: 'model', title: 'a model that moved', blame: 'model', change: () => ({ snapshot: 'm-2' }) },
  {
    name: 'german',
    title: 'a model that moved, in German alone',
    blame: 'model',
    language: 'de',
    change: () => ({ snapshot: 'm-2' }),
  },
  { name: 'policy', title: 'a new policy', blame: 'policy', change: () => ({ policy: 'default@v3' }) },
  { name: 'judge', title: 'a judge that drifted, of one version', blame: 'judge', change: () => ({}) },
  {
    name: 'mix',
    title: 'more questions in German, which are harder',
    blame: 'traffic mix',
    change: (_, random) => (random.chance(0.4) ? { language: 'de' } : {}),
  },
  {
    ...{ name: 'provider', title: 'trouble at the provider', blame: 'provider' },
    change: (_, random) => ({ outcome: random.chance(0.1) ? 'fallback' : 'answered' }),
  },
  { name: 'nothing', title: 'nothing of ours', blame: 'unknown', change: () => ({}) },
];

const DAY = 86_400_000;
const START = Date.parse('2026-01-05T00:00:00Z');
const PER_DAY = 500;
const FALL = 16;
const DAYS = 34;
const MEAN = 0.8;
/** The share of German questions, and by how much it grows where the mix moves. */
const GERMAN = 0.3;
const MORE_GERMAN = 0.28;
export const CAUSE_DROPS = [0.05, 0.1] as const;
const METRIC = { name: 'score', kind: 'score', of: null, least: 0, greatest: 1 } as const;
const RULES: RulesFile = {
  ...{ falseAlarmsPerYear: 0.1, stepMs: DAY / 24, remarks: [] },
  monitors: [
    {
      name: 'level',
      prompt: '*',
      except: [],
      by: [],
      rule: { kind: 'level', metric: METRIC, stay: 'above', level: 0.79 },
    },
  ],
};

/** Replays each cause again and again, with a level and the budget of one of ten monitors. */
export function causesFound(replays: number, seed: number): Found[] {
  return CAUSES.flatMap((cause) => CAUSE_DROPS.map((drop) => foundOf(cause, drop, replays, seed)));
}

function foundOf(cause: Cause, drop: number, replays: number, seed: number): Found {
  let [alarms, right, wrongRollbacks] = [0, 0, 0];
  for (let replay = 0; replay < replays; replay += 1) {
    const random = chanceOf(seed, 'cause', cause.name, drop, replay);
    const alarm = firstAlarm(cause, drop, START + (FALL + random.next()) * DAY, random);
    if (!alarm) continue;
    alarms += 1;
    const isWhere = cause.language === undefined || alarm.where?.['language'] === cause.language;
    if (alarm.blame === cause.blame && isWhere) right += 1;
    if ((alarm.blame === 'prompt' || alarm.blame === 'policy') && alarm.blame !== cause.blame) wrongRollbacks += 1;
  }
  return { name: cause.name, title: cause.title, drop, replays, alarms, right: wilson(right, alarms), wrongRollbacks };
}

function firstAlarm(cause: Cause, drop: number, fall: number, random: SeededRandom): StateChange | null {
  let alarm: StateChange | null = null;
  const watch = new Watch(RULES, (change) => {
    if (change.state === 'firing' && Date.parse(change.at ?? '') > fall) alarm ??= change;
  });
  for (let index = 0; index < PER_DAY * DAYS && !alarm; index += 1) {
    watch.add(rowAt(START + (index / PER_DAY) * DAY, cause, drop, fall, random));
  }
  return alarm;
}

function rowAt(at: number, cause: Cause, drop: number, fall: number, random: SeededRandom): WatchedRow {
  const isLater = at >= fall;
  const row: WatchedRow = {
    ...{
      at,
      prompt: 'support-agent',
      version: 'v7',
      model: 'm',
      snapshot: 'm-1',
      policy: 'default@v2',
      judge: 'judge@v1',
    },
    ...{
      tenant: random.chance(0.5) ? 'shop' : 'bank',
      language: random.chance(GERMAN) ? 'de' : 'en',
      outcome: 'answered',
    },
    ...{ anchor: random.chance(ANCHORS), score: null, scores: null, scorer: null, length: 10 + random.below(900) },
    ...{ latency: null, cost: null, tokens: null, weight: 1, cluster: null },
  };
  const after =
    isLater && (row.anchor === false || cause.name === 'judge') ? { ...row, ...cause.change(row, random) } : row;
  return { ...after, score: scoreOf(after, cause, isLater || cause.name === 'mix' ? drop : 0, random) };
}

/** Grades with a standard deviation of about 0.08 whose mean is 0.8, and lower after the fall by the drop. */
function scoreOf(row: WatchedRow, cause: Cause, drop: number, random: SeededRandom): number {
  const noise = (random.next() + random.next() - 1) * 0.2;
  const clipped = (mean: number) => Math.min(1, Math.max(0, mean + noise));
  if (row.anchor !== false) return clipped(MEAN - (cause.name === 'judge' ? drop : 0));
  // German questions are as much harder before the fall as after it; there are only more of them.
  const harder = drop / MORE_GERMAN;
  if (cause.name === 'mix') return clipped(MEAN + GERMAN * harder - (row.language === 'de' ? harder : 0));
  if (cause.language === undefined) return clipped(MEAN - drop);
  return clipped(MEAN - (row.language === cause.language ? drop / GERMAN : 0));
}
