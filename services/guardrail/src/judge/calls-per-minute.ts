const MINUTE_MS = 60_000;

/** Lets at most so many calls through within any minute, and half of them for one caller. Times in ms, from a steady clock. */
export class CallsPerMinute {
  /** Those of the last minute, the oldest first. */
  private readonly made: { readonly at: number; readonly by: string }[] = [];
  private readonly counts = new Map<string, number>();
  private readonly mostOfOne: number;

  constructor(private readonly most: number) {
    this.mostOfOne = Math.ceil(most / 2);
  }

  /** True when a call may be made now; the call counts as made then. */
  take(now: number, by: string): boolean {
    this.forgetBefore(now - MINUTE_MS);
    const count = this.counts.get(by) ?? 0;
    if (this.made.length >= this.most || count >= this.mostOfOne) return false;
    this.made.push({ at: now, by });
    this.counts.set(by, count + 1);
    return true;
  }

  private forgetBefore(time: number): void {
    const recent = this.made.findIndex(({ at }) => at > time);
    for (const { by } of this.made.splice(0, recent === -1 ? this.made.length : recent)) {
      const left = (this.counts.get(by) ?? 0) - 1;
      if (left > 0) this.counts.set(by, left);
      else this.counts.delete(by);
    }
  }
}
