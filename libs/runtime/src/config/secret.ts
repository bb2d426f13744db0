import { ConfigError, type ConfigProblem } from './config.error';
import { isLoopback } from './loopback';
import { IsString, MinLength } from './rules';

interface DeclaredSecret {
  readonly variable: string;
  readonly why: string;
  readonly fallback: () => unknown;
}

const MIN_CHARACTERS = 16;
const declared = new Map<string, DeclaredSecret>();

/**
 * A variable of a config class that is a secret, of 16 characters or more. Its initial value, if it has one, is known to
 * everybody, so that {@link requireOwnSecrets} takes it on loopback only.
 * @param why what is wrong without a secret of one's own; it follows "is not set, and".
 */
export function Secret(why: string): PropertyDecorator {
  return (target, property) => {
    IsString()(target, property);
    MinLength(MIN_CHARACTERS)(target, property);
    const variable = String(property);
    const Config = target.constructor as new () => object;
    declared.set(variable, { variable, why, fallback: () => Reflect.get(new Config(), property) });
  };
}

/**
 * Refuses to go on with a secret that everybody knows on a host that everybody can reach. Covers the secrets of every
 * config class that this process has loaded, whoever uses them.
 * @throws ConfigError naming all of them at once; a retry doesn't help.
 */
export function requireOwnSecrets(host: string, env: NodeJS.ProcessEnv = process.env): void {
  if (isLoopback(host)) return;
  const problems = [...declared.values()].filter((secret) => !isOwn(secret, env)).map(problemOf);
  if (problems.length > 0) throw new ConfigError(problems);
}

/** The secrets whose public default is in use, by variable, of the config classes that this process has loaded. */
export function publicSecrets(env: NodeJS.ProcessEnv = process.env): string[] {
  const inUse = [...declared.values()].filter((secret) => secret.fallback() !== undefined && !isOwn(secret, env));
  return inUse.map(({ variable }) => variable);
}

function isOwn({ variable, fallback }: DeclaredSecret, env: NodeJS.ProcessEnv): boolean {
  const value = env[variable]?.trim();
  return value !== undefined && value !== '' && value !== fallback();
}

function problemOf({ variable, why }: DeclaredSecret): ConfigProblem {
  const way = `set it to a random text of ${MIN_CHARACTERS} characters or more, the same on every instance`;
  return { variable, problem: `is not set, and ${why}: HOST can be reached from other machines; ${way}` };
}
