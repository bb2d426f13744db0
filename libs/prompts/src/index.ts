export { parsePromptFile } from './parse-prompt-file';
export { type PromptFile } from './prompt-file';
export { renderMessages } from './render-messages';
export { checkVariables, requiredVariables } from './check-variables';
export { PromptVariablesError } from './prompt-variables.error';
export { compileAnswerSchema, type AnswerValidator } from './json-answer';
