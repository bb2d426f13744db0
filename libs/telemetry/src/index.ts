export { ATTRIBUTES, METRICS } from './names';
export { renderMetrics, shutdownTelemetry } from './running-telemetry';
