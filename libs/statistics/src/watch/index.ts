export { type StateChange, type WatchedRow } from './row';
export { Watch } from './watch';
