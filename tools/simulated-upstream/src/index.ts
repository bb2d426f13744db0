export { SimulatedUpstream, type SimulatedUpstreamOptions } from './simulated-upstream';
export type { CallRecord } from './call-log';
