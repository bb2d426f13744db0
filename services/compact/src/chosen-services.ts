import { type ServiceName, SERVICES } from '@gauntlet/contracts';
import type { ServiceOptions } from '@gauntlet/runtime';
import type { CompactConfig } from './compact.config';

/** Loaded only where it is chosen: what is loaded costs memory, and its secrets are asked for. */
const LOADERS: Readonly<Record<ServiceName, () => Promise<{ service: ServiceOptions }>>> = {
  ingress: () => import('@gauntlet/ingress'),
  guardrail: () => import('@gauntlet/guardrail'),
  'prompt-render': () => import('@gauntlet/prompt-render'),
  'model-invoker': () => import('@gauntlet/model-invoker'),
  'eval-scorer': () => import('@gauntlet/eval-scorer'),
  'drift-monitor': () => import('@gauntlet/drift-monitor'),
};

/** The services in the order of the pipeline, ingress first, however the variable has them. */
export async function chosenServices({ GAUNTLET_STAGES: chosen }: CompactConfig): Promise<ServiceOptions[]> {
  const names = SERVICES.filter((service) => chosen.includes(service));
  return (await Promise.all(names.map((name) => LOADERS[name]()))).map(({ service }) => service);
}
