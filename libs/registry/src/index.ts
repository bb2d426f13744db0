export { Registry, type PinnedPrompt } from './registry';
export { RegistryModule } from './registry.module';
export { RegistryStaleError, UnknownPromptError } from './registry.errors';
export { REGISTRY_TOPICS, RegistryProjection, type RegistryEvent, type RegistryTopic } from './registry-projection';

export { parseDeploymentFile, type DeploymentFile } from './deployment-file';
export { planDeployment, type PlanStep } from './plan-deployment';
export { artefactProblems } from './artefact-problems';
export { type ArtefactFile, type Authorship, type PinOrigin } from './deployment-events';
export { type ArtefactKind } from './artefact-store';

export { planPin, planRollback, type PinChange, type PinPlan } from './pin-change';
export { PinRefusedError } from './pin-refused.error';
export { pinLine, parametersLine } from './pin-line';
export { isSetByHand, pinnedBy } from './pin-origin';
export { type PinRecord } from './pin-history';
