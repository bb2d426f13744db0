export { ArtefactFileError } from './artefact-file.error';
export { contentHash } from './content-hash';
export { nearestName } from './nearest-name';
export { readArtefactFile } from './read-artefact-file';
export { schemaProblems } from './schema-problems';

export { parsePromptFile } from './prompts/parse-prompt-file';
export { type PromptEvaluator, type PromptFile } from './prompts/prompt-file';
export { renderMessages, checkVariables, requiredVariables, PromptVariablesError } from './prompts/render-messages';
export { compileAnswerSchema, type AnswerValidator } from './prompts/json-answer';
export { linearPattern } from './prompts/answer-keywords';

export { parseDatasetFile, readDatasetFile } from './datasets/parse-dataset-file';
export { clusterOf, type Dataset, type Row } from './datasets/row';
export { rowsOfPrompt, testDataProblems } from './datasets/prompt-rows';
export { type Expected } from './datasets/expected';

export { type GateFile, parseGateFile } from './gates/gate-file';
export { type GateRule, parseRule } from './gates/gate-rule';

export { parsePolicyFile } from './policies/parse-policy-file';
export { policyNotes } from './policies/policy-notes';
export { checkOptionProblems, KNOWN_CHECKS, unknownChecks } from './policies/known-checks';
export {
  judgeProblem,
  judgePromptProblems,
  judgesOf,
  judgeVerdict,
  judgeVersion,
  type NamedJudge,
} from './policies/judge-prompt';
export { type Policy, type PolicyCheck, type PolicySide } from './policies/policy';

export { parseDeploymentFile, type DeploymentFile, type DesiredPin } from './deployments/deployment-file';

export { parseMonitorsFile } from './monitors/parse-monitors-file';
export { type Monitor } from './monitors/monitor';
export { parseRulesFile } from './monitors/parse-rules-file';
export {
  type ChangeRule,
  type DistributionRule,
  type LevelRule,
  type RuleMonitor,
  type RulesFile,
} from './monitors/rule-monitor';
export { type Metric } from './monitors/watched-metric';
