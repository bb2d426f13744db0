export { Stack } from './stack';
export { type Scale } from './stack-options';
export { ChildRun, type Ready } from './child-run';
export { ManagedProcess } from './managed-process';
export { keptSecrets, secretsFile } from './local-secrets';
export { printable, printableJson } from './printable';
