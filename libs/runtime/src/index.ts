export { loadConfig, provideConfig } from './load-config';
export { CommaSeparated } from './comma-separated';
export { ConfigError, type ConfigProblem } from './config.error';
export { DependencyUnavailableError, type Dependency } from './dependency-unavailable.error';
export { HealthRegistry, type HealthCheck, type HealthReport } from './health-registry';
export { RuntimeModule } from './runtime.module';
export { RuntimeConfig } from './runtime.config';
export { INSTANCE_ID, MICROSERVICE_STRATEGIES } from './tokens';
export { runService, type ServiceOptions } from './run-service';
