import type { StepTotal } from '../e-detectors/change-point';
import type { Cell, ClosedStep } from './open-step';

/** What one version did in one step. */
export interface Entry {
  readonly version: string;
  readonly total: StepTotal;
  readonly cells: readonly Cell[];
}

/** Answers, and how many of them tell of trouble at the provider. */
interface Trouble {
  readonly step: number;
  all: number;
  bad: number;
}

const TROUBLE = new Set([
  'error',
  'failed',
  'timeout',
  'timed_out',
  'fallback',
  'fallen_back',
  'fell_back',
  'canned',
  'unavailable',
  'rate_limited',
  'overloaded',
]);

/** True for an outcome that tells of trouble at the provider. */
export function isTrouble(outcome: string): boolean {
  return TROUBLE.has(outcome);
}

/** All versions of a prompt in one stratum: what is compared when a version takes over from another. */
export class Group {
  private entries: Entry[] = [];
  private troubles: Trouble[] = [];
  private readonly firstSteps = new Map<string, number>();
  private readonly before = new Map<string, string | null>();

  /** @param memory steps that are kept */
  constructor(
    private readonly memory: number,
    private readonly week: number,
  ) {}

  countOutcome(step: number, outcome: string | null): void {
    const last = this.troubles.at(-1);
    const trouble = last?.step === step ? last : this.troubleAt(step);
    trouble.all += 1;
    if (outcome !== null && isTrouble(outcome)) trouble.bad += 1;
  }

  push(version: string, { total, cells }: ClosedStep): void {
    if (!this.firstSteps.has(version)) {
      this.firstSteps.set(version, total.step);
      this.before.set(version, this.mostUsed(total.step));
    }
    this.entries.push({ version, total, cells });
    const oldest = total.step - this.memory;
    if ((this.entries[0]?.total.step ?? 0) < oldest - this.week) {
      this.entries = this.entries.filter((entry) => entry.total.step >= oldest);
      this.troubles = this.troubles.filter(({ step }) => step >= oldest);
    }
  }

  /** The version that had most of the traffic in the week before this one began; null for the first one. */
  versionBefore(version: string): string | null {
    return this.before.get(version) ?? null;
  }

  /** What a version did since `from`, continued into the past by the version before it. */
  seriesOf(version: string, from: number): Entry[] {
    const first = this.firstSteps.get(version) ?? 0;
    const before = this.versionBefore(version);
    return this.entries.filter((entry) => {
      const { step } = entry.total;
      return step >= from && entry.version === (step < first && before !== null ? before : version);
    });
  }

  /** True when another version answered within so many steps. */
  isReplaced(version: string, step: number, within: number): boolean {
    for (let index = this.entries.length - 1; index >= 0; index -= 1) {
      const entry = this.entries[index] as Entry;
      if (entry.total.step < step - within) return false;
      if (entry.version !== version) return true;
    }
    return false;
  }

  troubleIn(from: number, to: number): Omit<Trouble, 'step'> {
    const those = this.troubles.filter(({ step }) => step >= from && step < to);
    return {
      all: those.reduce((sum, one) => sum + one.all, 0),
      bad: those.reduce((sum, one) => sum + one.bad, 0),
    };
  }

  private troubleAt(step: number): Trouble {
    const recent = this.troubles.findLast((one) => one.step === step);
    if (recent) return recent;
    const made = { step, all: 0, bad: 0 };
    this.troubles.push(made);
    return made;
  }

  private mostUsed(step: number): string | null {
    const used = new Map<string, number>();
    for (const { version, total } of this.entries) {
      if (total.step >= step - this.week && total.step < step)
        used.set(version, (used.get(version) ?? 0) + total.weight);
    }
    const [most] = [...used].sort((a, b) => b[1] - a[1]);
    return most?.[0] ?? null;
  }
}
