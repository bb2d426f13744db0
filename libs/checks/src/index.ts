export { INPUT_CHECKS, OUTPUT_CHECKS } from './checks/all-checks';
export type { InputSubject, OutputSubject } from './checks/check';
export { examine, type Examination, type Judgement } from './examine';
