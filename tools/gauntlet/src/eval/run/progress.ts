import { counted } from '../../terminal/counted';

/** What an answer cost, in US dollars; null when its price is not known. */
interface Paid {
  readonly costUsd: number | null;
  /** It was paid by an earlier run. */
  readonly reused?: boolean;
}

/** How far a run is, what it has cost, and how long the rest will take at this pace. */
export class RunProgress {
  private answered: number;
  private readonly answeredBefore: number;
  private costUsd = 0;
  private unknownCosts = 0;
  private readonly startedAt: number;

  /** `before`: the answers of earlier parts of the run. Their cost is part of that of the run. */
  constructor(
    private calls: number,
    before: readonly Paid[],
    private readonly now: () => number = () => performance.now(),
  ) {
    this.answered = this.answeredBefore = before.length;
    before.forEach((answer) => this.count(answer));
    this.startedAt = now();
  }

  add(answer: Paid): void {
    this.answered += 1;
    this.count(answer);
  }

  /** There is one call less to make. */
  skip(): void {
    this.calls -= 1;
  }

  /** US dollars of the whole run so far, where the price is known. */
  get cost(): number {
    return this.costUsd;
  }

  /** Such as `120 of 400 answers, $0.0312, about 2 min left`. */
  get line(): string {
    const unknown = this.unknownCosts > 0 ? ` and ${counted(this.unknownCosts, 'answer')} of unknown price` : '';
    return `${this.answered} of ${this.calls} answers, $${this.costUsd.toFixed(4)}${unknown}${this.timeLeft}`;
  }

  /** Whether some answer has a price that nobody knows. */
  get hasUnknownCost(): boolean {
    return this.unknownCosts > 0;
  }

  get isDone(): boolean {
    return this.answered === this.calls;
  }

  private count({ costUsd, reused }: Paid): void {
    if (reused) return;
    if (costUsd === null) this.unknownCosts += 1;
    else this.costUsd += costUsd;
  }

  private get timeLeft(): string {
    const done = this.answered - this.answeredBefore;
    const left = this.calls - this.answered;
    if (done === 0 || left === 0) return '';
    const seconds = ((this.now() - this.startedAt) / 1000 / done) * left;
    return `, about ${seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`} left`;
  }
}

const LINE_EVERY_MS = 10_000;

/** Shows progress: on a terminal in one line that changes, elsewhere in a line every ten seconds. */
export function progressOn(stream: NodeJS.WriteStream): (progress: RunProgress) => void {
  if (stream.isTTY) return ({ line, isDone }) => void stream.write(`\r\u001b[K${line}${isDone ? '\n' : ''}`);
  let saidAt = performance.now();
  return ({ line, isDone }) => {
    if (!isDone && performance.now() - saidAt < LINE_EVERY_MS) return;
    saidAt = performance.now();
    stream.write(`${line}\n`);
  };
}
