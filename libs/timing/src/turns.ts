/** Milliseconds of work in one turn of the event loop, after which everything else that waits for the loop comes first. */
const MOST_WORK_MS = 5;

let workingSince: number | null = null;
/** Who waits with work that has begun, and behind them who waits to begin. */
const begun: (() => void)[] = [];
const arrived: (() => void)[] = [];

/** True once all work of the process that is done in turns has taken so long that the event loop should go on. */
export function isTurnOver(): boolean {
  if (workingSince !== null) return performance.now() - workingSince >= MOST_WORK_MS;
  workingSince = performance.now();
  setImmediate(() => (workingSince = null));
  return false;
}

/** Waits for a turn of the event loop. Each turn is for one of those that wait, so much work is no long turn. */
export function nextTurn(): Promise<void> {
  return turnIn(begun);
}

/** True when work that has not begun has to wait: for what waits already, or for the event loop. */
export function isBusy(): boolean {
  return begun.length + arrived.length > 0 || isTurnOver();
}

/** Waits for the turn in which work may begin: what came before it no longer waits for the loop. */
export function firstTurn(): Promise<void> {
  return turnIn(arrived);
}

/** The result of work in short steps, done in as many turns of the event loop as it takes. */
export async function inTurns<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    if (isTurnOver()) await nextTurn();
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function turnIn(queue: (() => void)[]): Promise<void> {
  return new Promise((resolve) => {
    queue.push(resolve);
    if (begun.length + arrived.length === 1) setImmediate(beginTurn);
  });
}

function beginTurn(): void {
  (begun.shift() ?? arrived.shift())?.();
  if (begun.length + arrived.length > 0) setImmediate(beginTurn);
}
