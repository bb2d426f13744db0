export { Stack } from './stack';
export { type StackOptions, type Scale } from './stack-options';
export { type StackPorts } from './ports';
export { type ServiceInstances } from './service-instances';
export { ChildRun, type ProcessSpec, type Ready, type Exit } from './child-run';
export { ManagedProcess, type Announce, type SpecSource } from './managed-process';
export { LauncherError } from './launcher.errors';
export { keptSecrets, secretsFile } from './local-secrets';
export { printable, printableJson } from './printable';
