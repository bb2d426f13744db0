export { endsWithin, untilAborted, withLimit, deadlineSignal, sleep } from './time-limit';
export { firstTurn, inTurns, isBusy, isTurnOver, nextTurn } from './turns';
export { waitUntil } from './wait-until';
export { BackgroundLoop } from './background-loop';
export { Batcher } from './batcher';
export { BoundedMemory } from './bounded-memory';
