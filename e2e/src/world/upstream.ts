import { join } from 'node:path';
import { ManagedProcess, type Ready } from '@gauntlet/launcher';
import { ROOT } from './root';

/** A call as the provider's own books have it. */
export interface ProviderCall {
  readonly time: string;
  readonly idempotencyKey: string | null;
  readonly model: string;
  readonly status: number;
  /** A real provider would have billed it. */
  readonly paid: boolean;
}

/** Starts the simulated provider as a process of its own; its call log is a file, written before each answer. */
export function upstreamProcess(dataDir: string): ManagedProcess {
  const spec = () => ({
    name: 'simulated-upstream',
    script: join(ROOT, 'tools/simulated-upstream/dist/main.js'),
    cwd: ROOT,
    env: { ...process.env, SIMULATED_UPSTREAM_PORT: '0', SIMULATED_UPSTREAM_CALL_LOG: callLogIn(dataDir) },
    logFile: join(dataDir, 'logs', 'simulated-upstream.log'),
  });
  return new ManagedProcess('simulated-upstream', spec, () => undefined);
}

/** Environment that makes the providers `openai` and `anthropic` call it. */
export function upstreamEnv({ port }: Ready): NodeJS.ProcessEnv {
  const [origin, key] = [`http://127.0.0.1:${port}`, 'key-of-the-simulated-upstream'];
  const openai = { OPENAI_BASE_URL: `${origin}/v1`, OPENAI_API_KEY: key };
  return { ...openai, ANTHROPIC_BASE_URL: origin, ANTHROPIC_API_KEY: key };
}

/** The provider's books: one JSON line a call. */
export function callLogIn(dataDir: string): string {
  return join(dataDir, 'provider-calls.jsonl');
}

/** The provider's control room. */
export class Upstream {
  constructor(private readonly url: string) {}

  /** Replaces its behaviour; what is not named is as it should be. */
  async behave(behaviour: Record<string, unknown>): Promise<void> {
    const response = await fetch(`${this.url}/control`, { method: 'POST', body: JSON.stringify(behaviour) });
    if (!response.ok) throw new Error(`the upstream refused ${JSON.stringify(behaviour)}: ${await response.text()}`);
  }

  async calls(): Promise<ProviderCall[]> {
    return (await (await fetch(`${this.url}/calls`)).json()) as ProviderCall[];
  }

  /** Calls for one request; the idempotency key begins with its id. */
  async callsFor(requestId: string): Promise<ProviderCall[]> {
    return (await this.calls()).filter(({ idempotencyKey }) => idempotencyKey?.includes(requestId));
  }
}
