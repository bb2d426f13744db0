import type { DistributionRule, RuleMonitor } from '@gauntlet/artefacts';
import { MixStream } from './mix-stream';
import { fits, groupKey, type Intake, type MonitorRun, nameOf, type Surroundings } from './monitor-run';
import type { Profile } from './profile';
import { Status } from './status';

/** A monitor of what traffic consists of, looked at once a week: a stream for each prompt and stratum, with all versions. */
export class DistributionRun implements MonitorRun {
  private readonly streams = new Map<string, MixStream>();
  private block = Number.NaN;

  constructor(
    private readonly monitor: RuleMonitor,
    private readonly rule: DistributionRule,
    private readonly around: Surroundings,
  ) {}

  intakeFor(profile: Profile): Intake | null {
    if (!fits(this.monitor, profile)) return null;
    const stream = this.streamOf(profile);
    return (row, step) => stream.add(profile, step, row.weight, row.cluster);
  }

  takeAnchor(): void {
    // An anchor is no traffic.
  }

  close(step: number): void {
    const { week } = this.around.pace;
    const block = blockOf(step, week);
    if (!Number.isNaN(this.block) && block > this.block) this.lookAt(this.block);
    this.block = block;
    for (const stream of this.streams.values()) stream.close(step, block);
  }

  private lookAt(block: number): void {
    const { pace, share } = this.around;
    const active = [...this.streams.values()].filter((stream) => stream.isIn(block));
    // What a week may cost, shared out over all that is tested in it.
    const level = (share * pace.falseAlarmsPerYear * pace.week) / pace.year / (active.length * this.rule.of.length);
    for (const stream of this.streams.values()) stream.look(block, level);
  }

  private streamOf(profile: Profile): MixStream {
    const key = groupKey(this.monitor, profile);
    const found = this.streams.get(key);
    if (found) return found;
    const { pace, tell } = this.around;
    const status = new Status(nameOf(this.monitor, profile, null), tell);
    const stream = new MixStream(this.rule, pace, status);
    this.streams.set(key, stream);
    return stream;
  }
}

/** Weeks begin on Mondays, UTC: the first of January 1970 was a Thursday. */
function blockOf(step: number, week: number): number {
  return Math.floor((step + (week * 3) / 7) / week);
}
