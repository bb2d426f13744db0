export { answerShape } from './answer-shape.scorer';
export { grounding } from './grounding.scorer';
export { refusal } from './refusal.scorer';
export { scoreAll } from '../score-all';
export { type Score, type Scorer } from '../scorer';
export { subjectOfReleased } from '../subject';
