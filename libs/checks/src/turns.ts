/** Milliseconds of work in one turn of the event loop, after which everything else that waits for the loop comes first. */
const MOST_WORK_MS = 5;

let workingSince: number | null = null;
const waiting: (() => void)[] = [];

/** True once the checks of all requests together have worked so long that they should let the event loop go on. */
export function isTurnOver(): boolean {
  if (workingSince !== null) return performance.now() - workingSince >= MOST_WORK_MS;
  workingSince = performance.now();
  setImmediate(() => (workingSince = null));
  return false;
}

/** Waits for a turn of the event loop. Each turn is for one of those that wait, so many long texts are no long turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(beginTurn);
  });
}

/** The result of work in short steps, done in as many turns of the event loop as it takes. */
export async function inTurns<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    if (isTurnOver()) await nextTurn();
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function beginTurn(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(beginTurn);
}
