export { evaluatorProblems, promptJudges, promptScorers, type PromptScorer } from './evaluators/prompt-scorers';
export { type PromptJudge } from './evaluators/prompt-judge';
export { scoreAll } from './score-all';
export { subjectOfAnswer } from './subject';
