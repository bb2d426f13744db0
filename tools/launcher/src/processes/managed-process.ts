import { sleep, withLimit } from '@gauntlet/timing';
import { LauncherError } from '../launcher.errors';
import { ChildRun, type Exit, type ProcessSpec, type Ready } from './child-run';
import { lastWords } from './log-tail';

/** Receives what a person at the terminal should see, one line a call. */
export type Announce = (line: string) => void;

/** Makes the spec of the next run; asked again before every start, so that a restart can differ. */
export type SpecSource = () => ProcessSpec;

const FIRST_START_LIMIT_MS = 60_000;
/** A little over the services' own limit, so that theirs decides. */
const STOP_LIMIT_MS = 45_000;
const LONGEST_BACKOFF_MS = 8_000;
const FIRST_BACKOFF_MS = 250;
const LOOK_AGAIN_MS = 50;
/** Who ran this long was healthy: the next death starts with the shortest wait again. */
const HEALTHY_AFTER_MS = 30_000;

/** A process that is meant to run: started again with growing waits whenever it dies, until it is stopped. */
export class ManagedProcess {
  private run?: ChildRun;
  private supervision: Promise<void> = Promise.resolve();
  private readonly wakeUp = new AbortController();
  private deaths = 0;

  constructor(
    readonly name: string,
    private readonly spec: SpecSource,
    private readonly announce: Announce,
  ) {}

  /** How often it died and was started again. */
  get restarts(): number {
    return this.deaths;
  }

  /** Process id of the current run, 0 between two runs. */
  get pid(): number {
    return this.run?.pid ?? 0;
  }

  /**
   * Starts it and waits until it says that it is ready.
   * @throws LauncherError with its last words when it exits before that, or says nothing for 60 s.
   */
  async start(): Promise<Ready> {
    const spec = this.spec();
    const run = this.begin(spec);
    const sign = Promise.race([run.ready, run.exited]);
    const first = await withLimit(sign, FIRST_START_LIMIT_MS, () => 'late' as const);
    if (first === 'late' || !('port' in first)) {
      await this.stop();
      throw startError(spec, first);
    }
    this.supervision = this.supervise(run);
    return first;
  }

  /**
   * Resolves once a run is ready and alive: at once, or after the restart that is under way.
   * @throws LauncherError when it was never started, or was stopped.
   */
  async ready(): Promise<Ready> {
    while (this.run && !this.wakeUp.signal.aborted) {
      // A dead run was ready once, too; its exit must be seen first.
      const sign = await Promise.race([this.run.exited, this.run.ready]);
      if ('port' in sign) return sign;
      await sleep(LOOK_AGAIN_MS);
    }
    throw new LauncherError(`${this.name} is not running`);
  }

  /** Sends a signal to the current run; unless it was stopped it will be started again when it dies of it. */
  kill(signal: NodeJS.Signals): void {
    this.run?.kill(signal);
  }

  /** Ends supervision, asks the process to drain and exit, and kills it after 45 s. */
  async stop(): Promise<void> {
    this.wakeUp.abort();
    const inTime = (await this.run?.stop(STOP_LIMIT_MS)) ?? true;
    await this.supervision;
    if (!inTime) this.announce(`${this.name} did not stop in time and was killed`);
  }

  private begin(spec: ProcessSpec): ChildRun {
    const run = new ChildRun(spec);
    this.run = run;
    if (run.logProblem) this.announce(`${this.name} runs without a log: ${run.logProblem}`);
    return run;
  }

  private async supervise(first: ChildRun): Promise<void> {
    let run = first;
    let wait = FIRST_BACKOFF_MS;
    /** When it died that was ready last; null while one is ready. */
    let awayFrom: number | null = null;
    for (;;) {
      const startedAt = performance.now();
      const exit = await run.exited;
      awayFrom ??= performance.now();
      if (performance.now() - startedAt > HEALTHY_AFTER_MS) wait = FIRST_BACKOFF_MS;
      if (await this.isStoppedAfter(run, exit, wait)) return;
      wait = Math.min(wait * 2, LONGEST_BACKOFF_MS);
      run = this.begin(this.spec());
      const sign = await Promise.race([run.ready, run.exited]);
      if (!('port' in sign)) continue;
      this.announceReturn(run, sign, performance.now() - awayFrom);
      awayFrom = null;
    }
  }

  private announceReturn({ pid }: ChildRun, { port }: Ready, awayMs: number): void {
    const where = `process ${pid}, port ${port}`;
    this.announce(`${now()} ${this.name} is ready again (${where}), ${(awayMs / 1000).toFixed(1)} s after it died`);
  }

  private async isStoppedAfter({ pid }: ChildRun, exit: Exit, waitMs: number): Promise<boolean> {
    const { signal } = this.wakeUp;
    if (signal.aborted) return true;
    this.deaths += 1;
    this.announce(`${now()} ${this.name} died (${describe(exit)}, process ${pid}); starting it again in ${waitMs} ms`);
    await sleep(waitMs, signal);
    return signal.aborted;
  }
}

function startError(spec: ProcessSpec, exit: Exit | 'late'): LauncherError {
  const what = exit === 'late' ? `was not ready after ${FIRST_START_LIMIT_MS / 1000} s` : `ended (${describe(exit)})`;
  return new LauncherError(`${spec.name} ${what}: ${lastWords(spec.logFile)} (all of it: ${spec.logFile})`);
}

/** As the logs of the services write it, so that a line can be found there. */
function now(): string {
  return new Date().toISOString();
}

function describe({ code, signal }: Exit): string {
  return signal ?? `exit code ${code}`;
}
