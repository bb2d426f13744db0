import { SERVICES, type ServiceName } from '@gauntlet/contracts';

const FIRST_PORT = 8080;
const LIMIT_MS = 2_000;
const IN_FLIGHT = /^gauntlet_messaging_in_flight\{[^}]*messaging_consumer_group_name="([^"]+)"[^}]*\} ([\d.e+]+)/gm;
const MODEL_UP = /^gauntlet_model_up\{(.*)\} [01]\b/gm;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

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
  /** Health checks that fail, as `<service>: <check>: <message>`. */
  readonly problems: readonly string[];
}

/**
 * Asks `/metrics` and `/health/ready` of each service on this machine (`<SERVICE>_PORT`, else 8080 to 8085). A service that
 * does not answer within 2 s is left out.
 */
export async function statusOf(
  services: readonly ServiceName[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<ServiceStatus> {
  const ask = (path: string) => Promise.all(services.map((service) => textAt(portOf(service, env), path)));
  const [metrics, health] = await Promise.all([ask('metrics'), ask('health/ready')]);
  return {
    inFlight: new Map(metrics.flatMap(inFlightIn)),
    models: metrics.flatMap(modelsIn),
    problems: health.flatMap((text, index) => problemsIn(text).map((problem) => `${services[index]}: ${problem}`)),
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

/** The failing checks of a health report, whether they only degrade or not. */
export function problemsIn(health: string): string[] {
  if (!health.startsWith('{')) return [];
  const { checks = {} } = JSON.parse(health) as { checks?: Record<string, string> };
  const failing = Object.entries(checks).filter(([, outcome]) => outcome !== 'ok');
  return failing.map(([name, outcome]) => `${name}: ${outcome}`);
}

/** Messages in flight by consumer group, as a Prometheus text has them. */
export function inFlightIn(metrics: string): [string, number][] {
  return [...metrics.matchAll(IN_FLIGHT)].map(([, group = '', count]) => [group, Number(count)]);
}

async function textAt(port: string, path: string): Promise<string> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/${path}`, { signal: AbortSignal.timeout(LIMIT_MS) });
    return await response.text();
  } catch {
    // It runs elsewhere or not at all, which the number of instances tells.
    return '';
  }
}

function portOf(service: ServiceName, env: NodeJS.ProcessEnv): string {
  const variable = `${service.toUpperCase().replaceAll('-', '_')}_PORT`;
  return env[variable] || String(FIRST_PORT + SERVICES.indexOf(service));
}
