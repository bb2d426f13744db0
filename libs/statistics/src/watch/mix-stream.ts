import type { DistributionRule } from '@gauntlet/artefacts';
import { compareMixes, type MixComparison } from '../e-detectors/two-mixes';
import { type Attribute, ATTRIBUTES, blameForMix } from './blame/mix-blame';
import type { Pace } from './detector';
import type { Profile } from './profile';
import { type Details, NO_DETAILS, type Status } from './status';

type Feature = DistributionRule['of'][number];

/** How many values of each kind one week had, for each feature. */
interface Block {
  readonly block: number;
  readonly mixes: Map<Feature | Attribute, Map<string, number>>;
  values: number;
  /** What single values stand for together, and squared: the fewer they are the more they differ. */
  weight: number;
  squares: number;
}

/** Fewer values on either side tell little. */
const FEWEST = 50;
/** Not until half of the weeks asked for are there, the week before is like a month. */
const ENOUGH_WEEKS = 0.5;
const WARNING = 10;
const INPUTS: readonly Feature[] = ['language', 'length', 'tenant'];

/** What traffic consists of, week by week. */
export class MixStream {
  private readonly blocks: Block[] = [];
  private readonly open = new Map<number, { profile: Profile; weight: number; cluster: string | null }[]>();

  private readonly counted: readonly (Feature | Attribute)[];

  constructor(
    private readonly rule: DistributionRule,
    private readonly pace: Pace,
    private readonly status: Status,
  ) {
    this.counted = [...new Set([...rule.of, ...ATTRIBUTES])];
  }

  add(profile: Profile, step: number, weight: number, cluster: string | null): void {
    const rows = this.open.get(step);
    const row = { profile, weight, cluster };
    if (rows) rows.push(row);
    else this.open.set(step, [row]);
  }

  isIn(block: number): boolean {
    return this.blocks.some((one) => one.block === block);
  }

  /** Counts the rows of a step, each cluster once. */
  close(step: number, block: number): void {
    const rows = this.open.get(step);
    if (!rows) return;
    this.open.delete(step);
    const into = this.blockAt(block);
    const sizes = new Map<string, number>();
    for (const { cluster } of rows) if (cluster !== null) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
    for (const { profile, weight, cluster } of rows) {
      this.count(into, profile, weight, cluster === null ? 1 : (sizes.get(cluster) as number));
    }
    if (this.status.state === null) this.status.become('insufficient', (step + 1) * this.pace.stepMs, () => NO_DETAILS);
  }

  /** @param level how likely a feature may be found changed that isn't */
  look(block: number, level: number): void {
    const at = this.endOf(block);
    const [now] = this.blocks.filter((one) => one.block === block);
    if (!now) return this.status.state === null ? undefined : this.status.become('no data', at, () => NO_DETAILS);
    const before = this.blocks.filter((one) => one.block < block && one.block >= block - this.rule.weeks);
    this.forget(block);
    const values = before.reduce((sum, one) => sum + one.values, 0);
    if (before.length < this.rule.weeks * ENOUGH_WEEKS || now.values < FEWEST || values < FEWEST) {
      return this.status.become('insufficient', at, () => NO_DETAILS);
    }
    const found = this.rule.of.map((feature) => ({ feature, ...compared(feature, now, before) }));
    const moved = found.filter(({ distance }) => distance > this.rule.tolerance).sort((a, b) => a.p - b.p);
    this.become(moved[0] ?? null, level, block, found);
  }

  private become(moved: Found | null, level: number, block: number, all: readonly Found[]): void {
    const at = this.endOf(block);
    const farthest = [...all].sort((a, b) => b.distance - a.distance)[0] as Found;
    if (moved && moved.p <= level) return this.status.become('firing', at, () => this.detailsOf(moved, block));
    const quiet = () => ({ ...NO_DETAILS, ...sizeOf(farthest) });
    if (this.status.state === 'firing') return this.status.become('resolved', at, quiet);
    if (moved && moved.p <= level * WARNING) return this.status.become('warning', at, quiet);
    if (this.status.state !== 'resolved') this.status.become('ok', at, quiet);
  }

  private detailsOf(moved: Found, block: number): Details {
    const weeks = this.blocks.map((one) => ({ isNow: one.block === block, mixes: one.mixes }));
    const blame = INPUTS.includes(moved.feature) ? 'traffic mix' : blameForMix(weeks, moved.grown);
    const where = moved.grown === null ? null : { [moved.feature]: moved.grown };
    return { ...sizeOf(moved), since: this.endOf(block) - this.pace.week * this.pace.stepMs, blame, where };
  }

  private count(block: Block, profile: Profile, weight: number, size: number): void {
    block.values += 1 / size;
    block.weight += weight / size;
    block.squares += weight ** 2 / size;
    for (const feature of this.counted) {
      const kind = profile[feature] ?? '(none)';
      const mix = block.mixes.get(feature) as Map<string, number>;
      mix.set(kind, (mix.get(kind) ?? 0) + weight / size);
    }
  }

  private blockAt(block: number): Block {
    const last = this.blocks.at(-1);
    if (last?.block === block) return last;
    const mixes = new Map(this.counted.map((feature) => [feature, new Map<string, number>()]));
    const made = { block, mixes, values: 0, weight: 0, squares: 0 };
    this.blocks.push(made);
    return made;
  }

  private forget(block: number): void {
    while ((this.blocks[0]?.block ?? block) < block - this.rule.weeks) this.blocks.shift();
  }

  private endOf(block: number): number {
    const { week, stepMs } = this.pace;
    return ((block + 1) * week - (week * 3) / 7) * stepMs;
  }
}

type Found = MixComparison & { readonly feature: Feature };

function sizeOf({ distance, spread }: Found): Pick<Details, 'value' | 'interval'> {
  return { value: distance, interval: [Math.max(0, distance - spread), Math.min(1, distance + spread)] };
}

function compared(feature: Feature, now: Block, before: readonly Block[]): MixComparison {
  return compareMixes(mixOf(feature, [now]), mixOf(feature, before));
}

/** Kinds with their numbers of values; where these stand for unequally many answers, as the fewer that they are worth (Kish 1965). */
function mixOf(feature: Feature, blocks: readonly Block[]): Map<string, number> {
  const [weight, squares] = [
    blocks.reduce((sum, one) => sum + one.weight, 0),
    blocks.reduce((sum, one) => sum + one.squares, 0),
  ];
  const mix = new Map<string, number>();
  for (const { mixes } of blocks) {
    for (const [kind, count] of mixes.get(feature) ?? [])
      mix.set(kind, (mix.get(kind) ?? 0) + (count * weight) / squares);
  }
  return mix;
}
