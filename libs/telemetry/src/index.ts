export { ATTRIBUTES, METRICS, SECONDS } from './names';
export { renderMetrics, shutdownTelemetry } from './running-telemetry';
