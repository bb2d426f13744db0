export { parsePolicyFile } from './parse-policy-file';
export { checkOptionProblems, KNOWN_CHECKS, unknownChecks } from './known-checks';
export { type Policy, type PolicyCheck, type PolicySide } from './policy';
