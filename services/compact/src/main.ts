import '@gauntlet/telemetry/bootstrap';
import { loadConfig, runServices } from '@gauntlet/runtime';
import { chosenServices } from './chosen-services';
import { CompactConfig } from './compact.config';

runServices(() => chosenServices(loadConfig(CompactConfig)));
