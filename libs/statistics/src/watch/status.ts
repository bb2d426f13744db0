import type { RuleMonitor } from '@gauntlet/artefacts';
import type { Blame, State, StateChange } from './row';

/** What a stream is known by. */
export interface StreamName {
  readonly monitor: RuleMonitor;
  readonly prompt: string | null;
  readonly version: string | null;
  readonly by: Readonly<Record<string, string | null>> | null;
}

/** What is known of a state when it begins. */
export interface Details {
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
  /** In milliseconds since 1970. */
  readonly since: number | null;
  readonly blame: Blame | null;
  readonly where: Readonly<Record<string, string>> | null;
}

export const NO_DETAILS: Details = { value: null, interval: null, since: null, blame: null, where: null };

const DIGITS = 6;

/** The state of a stream, of which each change is told. */
export class Status {
  private current: State | null = null;

  constructor(
    private readonly name: StreamName,
    private readonly tell: (change: StateChange) => void,
  ) {}

  get state(): State | null {
    return this.current;
  }

  /** @param at in milliseconds since 1970; null when no time is known */
  become(state: State, at: number | null, details: () => Details): void {
    if (state === this.current) return;
    this.current = state;
    const { monitor, prompt, version, by } = this.name;
    const { value, interval, since, blame, where } = details();
    this.tell({
      at: at === null ? null : new Date(at).toISOString(),
      monitor: monitor.name,
      state,
      metric: metricOf(monitor),
      ...{ prompt, version },
      value: rounded(value),
      interval: interval && [rounded(interval[0]) as number, rounded(interval[1]) as number],
      since: since === null ? null : new Date(since).toISOString(),
      ...{ blame, where, by },
    });
  }
}

function metricOf({ rule }: RuleMonitor): string {
  return rule.kind === 'distribution' ? rule.of.join(', ') : rule.metric.name;
}

function rounded(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Number(value.toFixed(DIGITS));
}
