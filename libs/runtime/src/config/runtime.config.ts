import { applyDecorators } from '@nestjs/common';
import type { ServiceName } from '@gauntlet/contracts';
import { IsIn, IsInt, IsOptional, IsString, Max, Min, MinLength } from './rules';

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** How detailed the log is; prompt and answer texts appear at `debug` at most. */
export type LogLevel = (typeof LEVELS)[number];

const IsPort = () => applyDecorators(IsInt(), Min(0), Max(65_535));

/** What every service reads from the environment. A port of 0 takes any free one. */
export class RuntimeConfig {
  @IsString() @MinLength(1) HOST = '127.0.0.1';
  @IsIn(LEVELS) LOG_LEVEL: LogLevel = 'info';
  @IsInt() @Min(1_000) SHUTDOWN_TIMEOUT_MS = 40_000;

  /** How long a request may take to arrive, headers and body; a slower one gets 408. Working on it may take longer. */
  @IsInt() @Min(100) HTTP_REQUEST_TIMEOUT_MS = 15_000;

  @IsOptional() @IsString() INSTANCE_ID?: string;

  @IsPort() INGRESS_PORT = 8080;
  @IsPort() GUARDRAIL_PORT = 8081;
  @IsPort() PROMPT_RENDER_PORT = 8082;
  @IsPort() MODEL_INVOKER_PORT = 8083;
  @IsPort() EVAL_SCORER_PORT = 8084;
  @IsPort() DRIFT_MONITOR_PORT = 8085;
}

type UpperSnake<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Uppercase<Head>}_${UpperSnake<Tail>}`
  : Uppercase<Name>;

export type PortVariable = `${UpperSnake<ServiceName>}_PORT`;

/** Name of the variable that sets a service's port. */
export function portVariable(service: ServiceName): PortVariable {
  return `${service.toUpperCase().replaceAll('-', '_')}_PORT` as PortVariable;
}

/** Where a service listens when its variable is not set. */
export function defaultPort(service: ServiceName): number {
  return new RuntimeConfig()[portVariable(service)];
}
