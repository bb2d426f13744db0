import type { RuleMonitor } from '@gauntlet/artefacts';
import type { Pace } from './detector';
import type { Profile } from './profile';
import type { StateChange, WatchedRow } from './row';
import type { StreamName } from './status';

/** What a monitor needs to know of the watch that it is part of. */
export interface Surroundings {
  readonly pace: Pace;
  /** This monitor's share of all false alarms. */
  readonly share: number;
  readonly tell: (change: StateChange) => void;
}

/** Takes in the rows of one profile. */
export type Intake = (row: WatchedRow, step: number) => void;

/** One monitor with all of its streams. */
export interface MonitorRun {
  /** What takes in rows of a profile; null for a profile that the monitor doesn't watch. */
  intakeFor(profile: Profile): Intake | null;
  /** Takes in a row of the frozen anchor set, which is no traffic. */
  takeAnchor(row: WatchedRow, step: number): void;
  /** Ends a step; steps end in their order. */
  close(step: number): void;
}

export function fits({ prompt, except }: RuleMonitor, profile: Profile): boolean {
  return prompt === '*' ? !except.includes(profile.prompt) : prompt === profile.prompt;
}

export function nameOf(monitor: RuleMonitor, profile: Profile, version: string | null): StreamName {
  const by = Object.fromEntries(monitor.by.map((dimension) => [dimension, profile[dimension]]));
  return { monitor, prompt: profile.prompt, version, by: monitor.by.length > 0 ? by : null };
}

/** What is equal for the streams of one prompt and stratum. */
export function groupKey({ by }: RuleMonitor, profile: Profile): string {
  return [profile.prompt, ...by.map((dimension) => String(profile[dimension]))].join('\n');
}
