export { endsWithin, untilAborted, withLimit } from './time-limit';
export { deadlineSignal } from './deadline-signal';
export { sleep } from './sleep';
export { waitUntil } from './wait-until';
export { BackgroundLoop } from './background-loop';
export { Batcher } from './batcher';
export { BoundedMemory } from './bounded-memory';
