/** Most of a stall that is given back: enough to read and unpack an answer that lies in a socket. */
const MOST_GIVEN_BACK_MS = 100;
/** A timer that is late by less had no stall before it. */
const JITTER_MS = 2;

/**
 * Calls `expire` after `ms` milliseconds, at once when that is below zero. Timers run first after a stall of this process,
 * before an answer is read that arrived meanwhile. So the time by which the timer was late is given back, 100 ms at most,
 * and sockets are read once more. The function that this one gives back calls it off, until the very last moment.
 */
export function afterTime(ms: number, expire: () => void): () => void {
  const due = performance.now() + Math.max(0, ms);
  let turn: NodeJS.Immediate | undefined;
  const readOnce = () => (turn = setImmediate(expire));
  const readAll = () => {
    const lateMs = performance.now() - due;
    if (lateMs < JITTER_MS) readOnce();
    else timer = setTimeout(readOnce, Math.min(lateMs, MOST_GIVEN_BACK_MS));
  };
  let timer = setTimeout(readAll, Math.max(0, ms));
  return () => {
    clearTimeout(timer);
    clearImmediate(turn);
  };
}
