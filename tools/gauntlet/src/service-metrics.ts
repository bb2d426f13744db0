import { SERVICES, type ServiceName } from '@gauntlet/contracts';

const FIRST_PORT = 8080;
const LIMIT_MS = 2_000;
const IN_FLIGHT = /^gauntlet_messaging_in_flight\{[^}]*messaging_consumer_group_name="([^"]+)"[^}]*\} ([\d.e+]+)/gm;

/**
 * Messages in flight by consumer group, asked of `/metrics` of each service on this machine (`<SERVICE>_PORT`, else 8080
 * to 8085). A service that does not answer within 2 s is left out.
 */
export async function inFlightOf(
  services: readonly ServiceName[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Map<string, number>> {
  const texts = await Promise.all(services.map((service) => metricsOf(portOf(service, env))));
  return new Map(texts.flatMap(inFlightIn));
}

/** Messages in flight by consumer group, as a Prometheus text has them. */
export function inFlightIn(metrics: string): [string, number][] {
  return [...metrics.matchAll(IN_FLIGHT)].map(([, group = '', count]) => [group, Number(count)]);
}

async function metricsOf(port: string): Promise<string> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(LIMIT_MS) });
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
