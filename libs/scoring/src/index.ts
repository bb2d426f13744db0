export { evaluatorProblems } from './evaluators/prompt-scorers';
