import type { RuleMonitor, RulesFile } from '@gauntlet/artefacts';
import type { Pace } from './detector';
import { DistributionRun } from './distribution-run';
import { MeanRun } from './mean-run';
import type { Intake, MonitorRun, Surroundings } from './monitor-run';
import { Profiles } from './profile';
import type { StateChange, WatchedRow } from './row';
import { NO_DETAILS, Status, type StreamName } from './status';

const DAY_MS = 86_400_000;
const DAYS_A_YEAR = 365.25;

/**
 * Runs the monitors of a file over rows that come about in the order of their time, and tells each change of state.
 *
 * Time is what rows say, in steps of equal length; a step ends when a row comes that is later by the slack. For all monitors
 * together each step hands out the same part of the false alarms of a year, in equal shares to the monitors, and within one
 * to the streams that have values in this step. So the expected number in a year is the budget at most, however many there are.
 */
export class Watch {
  /** Rows that came when their step was over; they were left out. */
  late = 0;
  private readonly runs: readonly MonitorRun[];
  private readonly profiles: Profiles<readonly Intake[]>;
  private readonly steps = new Set<number>();
  /** Monitors that had something to say. */
  private readonly heard = new Set<string>();
  private latest = Number.NEGATIVE_INFINITY;
  /** Steps before it are over. */
  private limit = Number.NEGATIVE_INFINITY;

  /** @param slackMs how much later than a row an earlier one may come */
  constructor(
    private readonly rules: Pick<RulesFile, 'falseAlarmsPerYear' | 'stepMs' | 'monitors'>,
    private readonly tell: (change: StateChange) => void,
    private readonly slackMs = 3_600_000,
  ) {
    const pace = paceOf(rules);
    const told = (change: StateChange) => {
      this.heard.add(change.monitor);
      tell(change);
    };
    const around: Surroundings = { pace, share: 1 / rules.monitors.length, tell: told };
    this.runs = rules.monitors.map((monitor) =>
      monitor.rule.kind === 'distribution'
        ? new DistributionRun(monitor, monitor.rule, around)
        : new MeanRun(monitor, monitor.rule, around),
    );
    this.profiles = new Profiles((profile) =>
      this.runs.flatMap((run) => {
        const intake = run.intakeFor(profile);
        return intake ? [intake] : [];
      }),
    );
  }

  add(row: WatchedRow): void {
    const step = Math.floor(row.at / this.rules.stepMs);
    if (step < this.limit) {
      this.late += 1;
      return;
    }
    this.steps.add(step);
    if (row.anchor !== false) for (const run of this.runs) run.takeAnchor(row, step);
    else for (const intake of this.profiles.of(row)) intake(row, step);
    if (row.at > this.latest) {
      this.latest = row.at;
      this.closeBefore(Math.floor((row.at - this.slackMs) / this.rules.stepMs));
    }
  }

  /** Ends all steps, and tells of monitors that never had a value. */
  end(): void {
    this.closeBefore(Number.POSITIVE_INFINITY);
    const at = Number.isFinite(this.latest) ? this.latest : null;
    for (const monitor of this.rules.monitors) {
      if (!this.heard.has(monitor.name))
        new Status(neverSeen(monitor), this.tell).become('no data', at, () => NO_DETAILS);
    }
  }

  private closeBefore(limit: number): void {
    if (limit <= this.limit) return;
    this.limit = limit;
    const over = [...this.steps].filter((step) => step < limit).sort((a, b) => a - b);
    for (const step of over) {
      for (const run of this.runs) run.close(step);
      this.steps.delete(step);
    }
  }
}

/** How long things take in steps of a length. */
export function paceOf({ stepMs, falseAlarmsPerYear }: Pick<RulesFile, 'falseAlarmsPerYear' | 'stepMs'>): Pace {
  const day = DAY_MS / stepMs;
  return { stepMs, day, week: 7 * day, year: DAYS_A_YEAR * day, falseAlarmsPerYear };
}

function neverSeen(monitor: RuleMonitor): StreamName {
  return { monitor, prompt: monitor.prompt === '*' ? null : monitor.prompt, version: null, by: null };
}
