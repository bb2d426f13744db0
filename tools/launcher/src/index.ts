export { deploymentFile, deploymentNamed } from './deployments';
export { optionsFrom } from './options';
export { ROOT } from './specs';
export { Stack } from './stack';
export { type Scale } from './stack-options';
export { ChildRun, type Ready } from './processes/child-run';
export { ManagedProcess } from './processes/managed-process';
export { keptSecrets, secretsFile } from './data/local-secrets';
