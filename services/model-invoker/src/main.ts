import '@gauntlet/telemetry/bootstrap';
import { runService } from '@gauntlet/runtime';
import { service } from './index';

runService(service);
