import type { LoggerService } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import pino, { type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config/runtime.config';
import { logDestination } from './log-destination';
import { currentService } from './service-context';

// Nest says at start-up which module and route it found; interesting only when wiring goes wrong.
const FRAMEWORK = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'NestMicroservice',
  'RouterExplorer',
  'RoutesResolver',
]);
// Nest's line about an error that it throws on; whoever gets the error says it, too.
const THROWN_ON = 'ExceptionHandler';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** Nest's logger as JSON lines on stdout, each with the service whose work wrote it and, inside a span, its `trace_id` and `span_id`. */
export class JsonLogger implements LoggerService {
  private readonly pino: Logger;

  /** @param options.service whose a line is that no service's work wrote. */
  constructor(options: { service: string; level: LogLevel; destination?: DestinationStream }) {
    const settings = {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level: string) => ({ level }) },
      mixin: () => ({ service: currentService() ?? options.service, ...traceFields() }),
    };
    this.pino = pino(settings, options.destination ?? logDestination());
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  // Nest hands over the context as the last string, and an error or its stack before it.
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const last = rest.at(-1);
    const context = typeof last === 'string' ? last : undefined;
    const details = context === undefined ? rest : rest.slice(0, -1);
    const err = [message, ...details].find((part) => part instanceof Error);
    const stack = details.find((part) => typeof part === 'string');
    const fields = typeof message === 'object' && message !== null && message !== err ? message : {};
    const text = typeof message === 'string' ? message : err?.message;
    const shown = context && isOnlyForDebugging(level, context) ? 'debug' : level;
    this.pino[shown]({ ...fields, context, err, stack }, text);
  }
}

function isOnlyForDebugging(level: Level, context: string): boolean {
  return context === THROWN_ON || (level === 'info' && FRAMEWORK.has(context));
}

function traceFields(): Record<string, string> {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}
