import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { ServiceName } from '@gauntlet/contracts';
import { defaultPort, portVariable } from '@gauntlet/runtime';

const LIMIT_MS = 2_000;
const IN_FLIGHT = /^gauntlet_messaging_in_flight\{[^}]*messaging_consumer_group_name="([^"]+)"[^}]*\} ([\d.e+]+)/gm;
const MODEL_UP = /^gauntlet_model_up\{(.*)\} [01]\b/gm;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

const Checks = Type.Record(Type.String(), Type.String());

interface Answer {
  readonly url: string;
  /** Its content type. */
  readonly kind: string;
  readonly text: string;
}

/** How a pinned model ended its last call. */
export interface ModelStatus {
  readonly model: string;
  /** Null for an answer. */
  readonly error: string | null;
}

/** What services on this machine say of themselves. */
export interface ServiceStatus {
  /** Messages in flight by consumer group. */
  readonly inFlight: ReadonlyMap<string, number>;
  readonly models: readonly ModelStatus[];
  /** Health checks that fail, as `<service>: <check>: <message>`, and ports at which something else answers. */
  readonly problems: readonly string[];
}

/**
 * Asks `/metrics` and `/health/ready` of each service on this machine (`<SERVICE>_PORT`, else its default). A service that
 * does not answer within 2 s is left out; what is not a service of ours is a problem.
 */
export async function statusOf(
  services: readonly ServiceName[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<ServiceStatus> {
  const ask = (path: string) => Promise.all(services.map((service) => answerAt(portOf(service, env), path)));
  const [metrics, health] = await Promise.all([ask('metrics'), ask('health/ready')]);
  const texts = metrics.map((answer) => answer?.text ?? '');
  return {
    inFlight: new Map(texts.flatMap(inFlightIn)),
    models: texts.flatMap(modelsIn),
    problems: services.flatMap((service, index) => problemsOf(service, health[index] ?? null)),
  };
}

/** The models of a Prometheus text. */
export function modelsIn(metrics: string): ModelStatus[] {
  return [...metrics.matchAll(MODEL_UP)].map(([, labels = '']) => {
    const of = Object.fromEntries([...labels.matchAll(LABEL)].map(([, name = '', value = '']) => [name, value]));
    const model = `${of.gen_ai_provider_name}/${of.gen_ai_request_model}`;
    return { model, error: of.error_type ?? null };
  });
}

function problemsOf(service: ServiceName, health: Answer | null): string[] {
  if (!health) return [];
  const checks = checksIn(health.text);
  if (!checks) {
    const found = `${health.url} answers with ${health.kind} that is no health report`;
    return [`${service}: ${found}: set ${portVariable(service)} to its own port`];
  }
  const failing = Object.entries(checks).filter(([, outcome]) => outcome !== 'ok');
  return failing.map(([name, outcome]) => `${service}: ${name}: ${outcome}`);
}

// Also those that only degrade; null for what is no health report.
function checksIn(health: string): Readonly<Record<string, string>> | null {
  try {
    const { checks } = JSON.parse(health) as { checks?: unknown };
    return Value.Check(Checks, checks) ? checks : null;
  } catch {
    // Another program answers at that port, which is told with the rest.
    return null;
  }
}

/** Messages in flight by consumer group, as a Prometheus text has them. */
export function inFlightIn(metrics: string): [string, number][] {
  return [...metrics.matchAll(IN_FLIGHT)].map(([, group = '', count]) => [group, Number(count)]);
}

async function answerAt(port: string, path: string): Promise<Answer | null> {
  const url = `http://127.0.0.1:${port}/${path}`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS) });
    const kind = response.headers.get('content-type') ?? 'something';
    return { url, kind, text: await response.text() };
  } catch {
    // It runs elsewhere or not at all, which the number of instances tells.
    return null;
  }
}

function portOf(service: ServiceName, env: NodeJS.ProcessEnv): string {
  return env[portVariable(service)] || String(defaultPort(service));
}
