import type { Metric } from './watched-metric';

/** What parts traffic into streams that are watched one by one. */
export const DIMENSIONS = ['tenant', 'language', 'model', 'length', 'policy', 'snapshot', 'judge'] as const;
/** What a distribution can be of. */
export const FEATURES = ['language', 'length', 'outcome', 'tenant', 'model'] as const;

type Dimension = (typeof DIMENSIONS)[number];
export type Feature = (typeof FEATURES)[number];

/** The mean of a metric must not cross a level. */
export interface LevelRule {
  readonly kind: 'level';
  readonly metric: Metric;
  /** The side on which the mean must stay. */
  readonly stay: 'above' | 'below';
  readonly level: number;
}

/** The mean of a metric must not move by more than a margin from one week to the next. */
export interface ChangeRule {
  readonly kind: 'change';
  readonly metric: Metric;
  /** Which way is bad. */
  readonly bad: 'drop' | 'rise';
  /** The largest move that does not matter, in units of the metric. */
  readonly margin: number;
}

/** Traffic must look as it did. */
export interface DistributionRule {
  readonly kind: 'distribution';
  readonly of: readonly Feature[];
  /** The weeks before that each week is compared with. */
  readonly weeks: number;
  /** The largest share of traffic that may have moved to other values without mattering. */
  readonly tolerance: number;
}

export type WatchRule = LevelRule | ChangeRule | DistributionRule;

/** A monitor whose false alarms are counted. */
export interface RuleMonitor {
  readonly name: string;
  /** Prompt name, or `*` for all; each version is watched on its own. */
  readonly prompt: string;
  /** Names of prompts that it doesn't fit, where `prompt` is `*`. */
  readonly except: readonly string[];
  readonly by: readonly Dimension[];
  readonly rule: WatchRule;
}

/** A monitors file as a watch with a budget reads it. */
export interface RulesFile {
  /** For all monitors of the file together. */
  readonly falseAlarmsPerYear: number;
  readonly stepMs: number;
  readonly monitors: readonly RuleMonitor[];
  /** Entries in the shape without a rule, and what becomes of each. */
  readonly remarks: readonly string[];
}
