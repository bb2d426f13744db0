export { ChangeDetector } from './change.detector';
export { type Detector } from './detector';
export { LevelDetector } from './level.detector';
export { type StateChange, type WatchedRow } from './row';
export { paceOf, Watch } from './watch';
