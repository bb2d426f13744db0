export { INPUT_CHECKS, OUTPUT_CHECKS } from './checks/all-checks';
export type {
  Check,
  CheckContext,
  FoundAt,
  InputSubject,
  OutputSubject,
  ScoringCheck,
  Thresholds,
} from './checks/check';
export { redactNamed, redactText } from './redact-unchecked';
export { restoredAnswer } from './restore-answer';
export { completionSubject } from './completion-subject';
export { examine, type Judgement } from './examine';
export { type DoubtedText, type Judge, type JudgeQuestion, unasked } from './judge';
export { Readings } from './readings';
export { warmUp } from './warm-up';
export { scoringOf, thresholdsOf } from './zones';
