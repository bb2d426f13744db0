import 'reflect-metadata';
import type { FactoryProvider } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator/cjs/metadata/MetadataStorage.js';
import type { ValidationError } from 'class-validator/cjs/validation/ValidationError.js';
import { Validator } from 'class-validator/cjs/validation/Validator.js';
import { ConfigError, type ConfigProblem } from './config.error';

type ConfigClass<T> = new () => T;

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);
const LONGEST_TIMER_MS = 2_147_483_647;

interface BrokenRules {
  readonly property: string;
  readonly rules: readonly string[];
}

const SECRET = /KEY|SECRET|PASSWORD|TOKEN|URL/;

/**
 * Reads the environment into an instance of a class-validator class. A property is named like its variable, carries at
 * least one validator, and keeps its initial value when the variable is unset or empty. Numbers and booleans
 * (`true`, `false`, `1`, `0`) are converted by the property's type.
 * No number may exceed what a timer (`_MS`), or an integer, can hold.
 * @throws ConfigError naming every wrong variable, what is wrong with it and what to do; a retry doesn't help.
 */
export function loadConfig<T extends object>(Config: ConfigClass<T>, env: NodeJS.ProcessEnv = process.env): T {
  const config = plainToInstance(Config, variablesOf(Config, env));
  const defaults = new Config();
  const broken: BrokenRules[] = [...new Validator().validateSync(config).map(brokenRules), ...tooLarge(config)];
  const problems = broken.map((it) => describe(it, { env, defaults }));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** Nest provider of a config class, read once when the module is built. Throws as {@link loadConfig} does. */
export function provideConfig<T extends object>(Config: ConfigClass<T>): FactoryProvider<T> {
  return { provide: Config, useFactory: () => loadConfig(Config) };
}

function variablesOf<T extends object>(Config: ConfigClass<T>, env: NodeJS.ProcessEnv): Record<string, unknown> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(Config, '', false, false);
  const defaults = new Config();
  const variables: Record<string, unknown> = {};
  for (const { propertyName: name } of rules) {
    const value = env[name]?.trim();
    if (value) variables[name] = converted(value, typeOf(defaults, name));
  }
  return variables;
}

// The compiler records a type only where one is written; `PORT = 8080` has just its value to tell.
function typeOf(defaults: object, name: string): unknown {
  const written: unknown = Reflect.getMetadata('design:type', defaults, name);
  const value: unknown = Reflect.get(defaults, name);
  return written === undefined || written === Object ? Object(value).constructor : written;
}

// Done here, not by class-transformer, for which every non-empty string is true, "false" included.
function converted(value: string, type: unknown): unknown {
  if (type === Number) return Number(value);
  if (type === Boolean) return BOOLEANS.get(value.toLowerCase()) ?? value;
  return value;
}

function brokenRules({ property, constraints, children }: ValidationError): BrokenRules {
  return { property, rules: Object.values(constraints ?? children?.[0]?.constraints ?? { unknown: 'is not valid' }) };
}

// Node runs a longer timer at once instead of late, and beyond a safe integer a number is no longer the one written.
function tooLarge(config: object): BrokenRules[] {
  return Object.entries(config).flatMap(([property, value]) => {
    const most = property.endsWith('_MS') ? LONGEST_TIMER_MS : Number.MAX_SAFE_INTEGER;
    return typeof value === 'number' && value > most ? [{ property, rules: [`must not be greater than ${most}`] }] : [];
  });
}

function describe(
  { property, rules }: BrokenRules,
  { env, defaults }: { env: NodeJS.ProcessEnv; defaults: object },
): ConfigProblem {
  const raw = env[property]?.trim();
  const given = !raw ? 'is not set' : SECRET.test(property) ? 'is wrong' : `is "${raw.slice(0, 80)}"`;
  const fallback: unknown = Reflect.get(defaults, property);
  const way =
    fallback === undefined || fallback === null ? 'set it' : `correct it, or unset it for ${String(fallback)}`;
  return { variable: property, problem: `${given}: ${rules.join(', ')}; ${SECRET.test(property) ? 'set it' : way}` };
}
