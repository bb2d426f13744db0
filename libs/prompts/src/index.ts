export { parsePromptFile } from './parse-prompt-file';
export { type PromptFile, type PromptEvaluator } from './prompt-file';
export { renderMessages, type PromptInput } from './render-messages';
export { checkVariables, requiredVariables } from './check-variables';
export { PromptVariablesError } from './prompt-variables.error';
export { compileAnswerSchema, type AnswerValidator } from './json-answer';
