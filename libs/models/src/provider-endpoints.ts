import { readFileSync } from 'node:fs';

/** Where and as whom a provider is called. */
export interface ProviderEndpoint {
  /** What a pin's `provider` says. */
  readonly name: string;
  readonly protocol: 'openai' | 'anthropic';
  readonly baseUrl: string;
  /** Null when none is set. */
  readonly apiKey: string | null;
  /** Without its key a call fails with `provider_key_missing`; otherwise it goes without one. */
  readonly needsKey: boolean;
  readonly keyVariable: string;
}

/** Thrown for a variable that names a provider wrongly; a retry doesn't help. Never holds a key. */
export class InvalidProviderError extends Error {
  readonly code = 'invalid_provider';
  readonly retryable = false;

  constructor(
    readonly variable: string,
    readonly problem: string,
  ) {
    super(`${variable} ${problem}`);
    this.name = 'InvalidProviderError';
  }
}

type Known = Pick<ProviderEndpoint, 'protocol' | 'baseUrl' | 'needsKey'>;

const KNOWN: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['openai', { protocol: 'openai', baseUrl: 'https://api.openai.com/v1', needsKey: true }],
  ['anthropic', { protocol: 'anthropic', baseUrl: 'https://api.anthropic.com', needsKey: true }],
  ['ollama', { protocol: 'openai', baseUrl: 'http://127.0.0.1:11434/v1', needsKey: false }],
]);
const NAME = /^[a-z][a-z0-9-]{0,63}$/;

/**
 * The endpoints of `openai`, `anthropic`, `ollama` and of every further name. Each name `my-azure` is set by
 * `MY_AZURE_BASE_URL` and `MY_AZURE_API_KEY` or `MY_AZURE_API_KEY_FILE`; a further name speaks OpenAI's protocol, must
 * have a base URL, and may go without a key.
 * @throws InvalidProviderError naming the variable.
 */
export function providerEndpointsFrom(env: NodeJS.ProcessEnv, further: readonly string[] = []): ProviderEndpoint[] {
  return [...new Set([...KNOWN.keys(), ...further])].map((name) => endpointOf(name, env));
}

function endpointOf(name: string, env: NodeJS.ProcessEnv): ProviderEndpoint {
  if (!NAME.test(name) || name === 'simulated') {
    throw new InvalidProviderError('MODEL_PROVIDERS', `has "${name}": a name is lower case, as in groq or my-azure`);
  }
  const prefix = name.replaceAll('-', '_').toUpperCase();
  const known = KNOWN.get(name) ?? { protocol: 'openai', baseUrl: '', needsKey: false };
  const baseUrl = urlIn(env, `${prefix}_BASE_URL`, known.baseUrl);
  const keyVariable = `${prefix}_API_KEY`;
  return { name, ...known, baseUrl, keyVariable, apiKey: keyIn(env, keyVariable) };
}

function urlIn(env: NodeJS.ProcessEnv, variable: string, otherwise: string): string {
  const value = env[variable]?.trim() || otherwise;
  if (value === '') throw new InvalidProviderError(variable, 'is not set: MODEL_PROVIDERS names it; set its URL');
  const { protocol = '' } = URL.canParse(value) ? new URL(value) : {};
  if (/^https?:$/.test(protocol)) return value;
  throw new InvalidProviderError(variable, 'is no http or https URL: write it as in https://api.groq.com/openai/v1');
}

function keyIn(env: NodeJS.ProcessEnv, variable: string): string | null {
  const file = env[`${variable}_FILE`]?.trim();
  const key = env[variable]?.trim();
  if (!file) return key || null;
  if (key) throw new InvalidProviderError(variable, `and ${variable}_FILE are both set: unset one`);
  return keyInFile(`${variable}_FILE`, file);
}

// Neither the path's content nor what it may hold by mistake is repeated.
function keyInFile(variable: string, file: string): string {
  try {
    const key = readFileSync(file, 'utf8').trim();
    if (key !== '') return key;
  } catch {
    throw new InvalidProviderError(variable, 'names a file that can’t be read: correct the path or its permissions');
  }
  throw new InvalidProviderError(variable, 'names an empty file: write the key into it');
}
