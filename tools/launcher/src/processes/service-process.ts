import { type ServiceName, SERVICES } from '@gauntlet/contracts';

/** A process that runs services; its port is that of the first. */
export interface ServiceProcess {
  readonly name: string;
  readonly services: readonly [ServiceName, ...ServiceName[]];
}

const APART: readonly ServiceProcess[] = SERVICES.map((service) => ({ name: service, services: [service] }));

/** What callers wait for in one process, what watches it in another: a judge that is slow slows no answer. */
const COMPACT: readonly ServiceProcess[] = [
  { name: 'serving', services: ['ingress', 'guardrail', 'prompt-render', 'model-invoker'] },
  { name: 'watching', services: ['eval-scorer', 'drift-monitor'] },
];

/** The processes of a stack. */
export function serviceProcesses(compact: boolean): readonly ServiceProcess[] {
  return compact ? COMPACT : APART;
}
