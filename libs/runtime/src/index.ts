export { loadConfig, provideConfig } from './config/load-config';
export { CommaSeparated } from './config/comma-separated';
export { ConfigError, type ConfigProblem } from './config/config.error';
export { DependencyUnavailableError } from './health/dependency-unavailable.error';
export { isLoopback, spelledHost } from './config/loopback';
export {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsJSON,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
} from './config/rules';
export { Secret } from './config/secret';
export { HealthRegistry, type HealthReport } from './health/health-registry';
export { outliveLostOutput } from './log/log-destination';
export { News } from './log/news';
export { takeProcessLock, type ProcessLock } from './run/process-lock';
export { ProcessParts, SharedPart } from './run/process-parts';
export { RuntimeModule } from './runtime.module';
export { defaultPort, portVariable, RuntimeConfig } from './config/runtime.config';
export { INSTANCE_ID, MICROSERVICE_STRATEGIES } from './tokens';
export { runService, runServices } from './run/run-service';
export { type ServiceOptions } from './run/running-service';
