import { InvalidArgumentError, Option } from 'commander';

/** Thrown when a command did not end in its time; a retry helps once what it waits for is there. */
class TimeLimitError extends Error {
  readonly code = 'command_timeout';
  readonly retryable = true;

  constructor(command: string, seconds: number) {
    super(
      `gauntlet ${command} did not end within ${seconds} s: something accepts connections and does not answer; ` +
        'check Kafka at KAFKA_BROKERS and ingress at GAUNTLET_URL, or wait longer with --timeout',
    );
    this.name = 'TimeLimitError';
  }
}

/** How long a command may take, whatever is away: the one limit behind all others. */
export class TimeLimit {
  private timer?: NodeJS.Timeout;
  private fail: (error: Error) => void = () => undefined;

  /** Rejects with TimeLimitError when the time is over; never resolves. */
  readonly reached = new Promise<never>((_, reject) => (this.fail = reject));

  start(command: string, seconds: number): void {
    this.timer = setTimeout(() => this.fail(new TimeLimitError(command, seconds)), seconds * 1_000);
  }

  /** From now on the command may take as long as it likes. */
  lift(): void {
    clearTimeout(this.timer);
  }
}

/** `--timeout`, in seconds, of up to a day. */
export function timeoutOption(): Option {
  const description = 'end after so long; `tail` once it follows has no limit, nor has `eval`';
  return new Option('--timeout <seconds>', description).argParser(parseSeconds);
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && seconds <= 86_400) return seconds;
  throw new InvalidArgumentError('it must be a number of seconds, as in 120.');
}
