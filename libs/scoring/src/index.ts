export { evaluatorProblems, promptScorers, type PromptScorer } from './evaluators/prompt-scorers';
export { scoreAll } from './score-all';
export { subjectOfAnswer } from './subject';
