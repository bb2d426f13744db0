export { Registry, type PinnedPrompt } from './registry';
export { RegistryModule } from './registry.module';
export { RegistryStaleError, UnknownPromptError } from './registry.errors';
export { REGISTRY_TOPICS, RegistryProjection, type RegistryEvent, type RegistryTopic } from './registry-projection';

export { planDeployment, type PlanStep } from './deployments/plan-deployment';
export { artefactProblems } from './deployments/artefact-problems';
export { type ArtefactFile, type Authorship, type PinOrigin } from './deployments/deployment-events';
export { type ArtefactKind } from './artefact-store';

export { planPin, planRollback, planTrial, type PinChange, type PinPlan } from './pins/pin-change';
export { GateResults, wasInForce } from './gates/gate-results';
export { PinRefusedError } from './pins/pin-refused.error';
export { pinLine, parametersLine } from './pins/pin-line';
export { isSetByHand, pinnedBy } from './pins/pin-origin';

export { planRamp, type RampRequest } from './ramps/plan-ramp';
export { type RunningRamp } from './ramps/ramp-pins';
export { nextShare, rampPin, type RampOutcome } from './ramps/ramp-step';
export { type PinRecord } from './pins/pin-history';
