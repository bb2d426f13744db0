import type { ChangeRule, LevelRule, RuleMonitor } from '@gauntlet/artefacts';
import type { AnchorRow } from './blame/anchors';
import { ChangeDetector } from './change.detector';
import { Group } from './group';
import { LevelDetector } from './level.detector';
import { MeanStream } from './mean-stream';
import { valueIn } from './metric-value';
import { fits, groupKey, type Intake, type MonitorRun, nameOf, type Surroundings } from './monitor-run';
import type { Profile } from './profile';
import type { WatchedRow } from './row';
import { scaleOf } from './scale';
import { Status } from './status';

/** Weeks that are kept to find out what changed. */
const MEMORY_WEEKS = 4;
/** Groups may keep one week more, and a judge is asked about from two weeks before a fall on. */
const ANCHOR_WEEKS = MEMORY_WEEKS + 3;

/** A monitor of the mean of a metric: a stream for each version of a prompt, and for each stratum that it names. */
export class MeanRun implements MonitorRun {
  private readonly groups = new Map<string, Group>();
  private readonly streams = new Map<string, MeanStream>();
  private readonly changes = new Map<string, ChangeDetector>();
  private anchors: AnchorRow[] = [];
  private readonly value: (row: WatchedRow) => number | null;
  private readonly scale;

  constructor(
    private readonly monitor: RuleMonitor,
    private readonly rule: LevelRule | ChangeRule,
    private readonly around: Surroundings,
  ) {
    this.value = valueIn(rule.metric);
    this.scale = scaleOf(rule);
  }

  intakeFor(profile: Profile): Intake | null {
    if (!fits(this.monitor, profile)) return null;
    const key = groupKey(this.monitor, profile);
    const group = this.groupOf(key);
    const stream = this.streamOf(`${key}\n${profile.version}`, key, profile);
    return (row, step) => {
      group.countOutcome(step, row.outcome);
      const value = this.value(row);
      if (value !== null) stream.openStep(step).add(profile, this.scale.inward(value), row.weight, row.cluster);
    };
  }

  takeAnchor(row: WatchedRow, step: number): void {
    if (this.rule.metric.kind !== 'score') return;
    const value = this.value(row);
    if (value === null) return;
    const { least, greatest } = this.rule.metric;
    const label = typeof row.anchor === 'number' ? (row.anchor - least) / (greatest - least) : null;
    const turned = this.scale.inward(value);
    this.anchors.push({
      step,
      prompt: row.prompt,
      cluster: row.cluster,
      value: label === null ? turned : turned - this.scale.inward(label),
    });
  }

  close(step: number): void {
    const all = [...this.streams.values()];
    // All are closed before one is looked at, so that each sees the others as they are.
    const closed = all.flatMap((stream) => {
      const one = stream.close(step);
      return one ? [{ stream, closed: one }] : [];
    });
    for (const one of closed) one.stream.look(one.closed, this.around.share / closed.length);
    for (const stream of all) stream.missed(step);
    this.forgetAnchors(step);
  }

  private forgetAnchors(step: number): void {
    const { week } = this.around.pace;
    const oldest = step - ANCHOR_WEEKS * week;
    if ((this.anchors[0]?.step ?? step) >= oldest - week) return;
    this.anchors = this.anchors.filter((anchor) => anchor.step >= oldest);
  }

  private groupOf(key: string): Group {
    const { week } = this.around.pace;
    let group = this.groups.get(key);
    if (!group) this.groups.set(key, (group = new Group(MEMORY_WEEKS * week, week)));
    return group;
  }

  private streamOf(streamKey: string, key: string, profile: Profile): MeanStream {
    const found = this.streams.get(streamKey);
    if (found) return found;
    const { version, prompt } = profile;
    const group = this.groupOf(key);
    const detector = this.detectorFor(streamKey, key, group, version);
    const status = new Status(nameOf(this.monitor, profile, version), this.around.tell);
    const anchors = () => this.anchorsOf(prompt);
    const stream = new MeanStream({
      version,
      scale: this.scale,
      pace: this.around.pace,
      group,
      status,
      detector,
      anchors,
    });
    this.streams.set(streamKey, stream);
    return stream;
  }

  private detectorFor(streamKey: string, key: string, group: Group, version: string) {
    const { level } = this.scale;
    if (this.rule.kind === 'level') return new LevelDetector(level, this.around.pace);
    const before = (step: number) => this.changes.get(`${key}\n${group.versionBefore(version)}`)?.at(step);
    const detector = new ChangeDetector(level, this.around.pace, before);
    this.changes.set(streamKey, detector);
    return detector;
  }

  /** Those of the prompt; anchors of any other prompt where it has none, as a judge is often shared. */
  private anchorsOf(prompt: string): readonly AnchorRow[] {
    const own = this.anchors.filter((anchor) => anchor.prompt === prompt);
    return own.length > 0 ? own : this.anchors;
  }
}
