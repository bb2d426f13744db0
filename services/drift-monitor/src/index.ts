import type { ServiceOptions } from '@gauntlet/runtime';
import { DriftMonitorModule } from './drift-monitor.module';

/** This service, for a process of its own or one that it shares. */
export const service: ServiceOptions = { service: 'drift-monitor', module: DriftMonitorModule };
