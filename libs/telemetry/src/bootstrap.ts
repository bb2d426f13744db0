import { startTelemetry } from './start-telemetry';

startTelemetry({ env: process.env, mainScript: process.argv[1] });
