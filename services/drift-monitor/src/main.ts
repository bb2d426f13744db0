import '@gauntlet/telemetry/bootstrap';
import { runService } from '@gauntlet/runtime';
import { DriftMonitorModule } from './drift-monitor.module';

runService({ service: 'drift-monitor', module: DriftMonitorModule });
