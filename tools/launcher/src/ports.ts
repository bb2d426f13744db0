import { once } from 'node:events';
import { createServer } from 'node:net';
import { type ServiceName, SERVICES } from '@gauntlet/contracts';
import { defaultPort, portVariable } from '@gauntlet/runtime';
import { waitUntil } from '@gauntlet/timing';
import { LauncherError } from './launcher.errors';
import type { ServiceProcess } from './processes/service-process';

/** Ports of the local stack on 127.0.0.1; 0 takes any free one, where nobody needs to know it beforehand. */
export interface StackPorts {
  readonly broker: number;
  readonly postgres: number;
  readonly services: Readonly<Record<ServiceName, number>>;
}

/** One fixed port, whom it is for, and the variable that changes it. */
export interface PortUse {
  readonly port: number;
  readonly of: string;
  readonly variable: string;
}

const LOOK_EVERY_MS = 100;

/**
 * Ports from the environment, else 9092, 5433, and the default of each service.
 * @throws LauncherError for a value that is no port.
 */
export function portsFrom(env: NodeJS.ProcessEnv): StackPorts {
  const services = SERVICES.map((service) => {
    return [service, portFrom(env, portVariable(service), defaultPort(service))] as const;
  });
  return {
    broker: portFrom(env, 'DEV_BROKER_PORT', 9092),
    postgres: portFrom(env, 'POSTGRES_PORT', 5433),
    services: Object.fromEntries(services) as Record<ServiceName, number>,
  };
}

/** The ports that this stack itself will listen on; a real broker or database has none here. */
export function portUses(
  ports: StackPorts,
  own: { broker: boolean; postgres: boolean; processes: readonly ServiceProcess[] },
): PortUse[] {
  return [
    ...(own.broker ? [{ port: ports.broker, of: 'the broker', variable: 'DEV_BROKER_PORT' }] : []),
    ...(own.postgres ? [{ port: ports.postgres, of: 'PostgreSQL', variable: 'POSTGRES_PORT' }] : []),
    ...own.processes.map(({ services: [of] }) => ({ port: ports.services[of], of, variable: portVariable(of) })),
  ];
}

/**
 * Makes sure that nobody listens on these ports.
 * @param patienceMs how long a port may stay busy; more than 0 where processes of a killed launcher are still draining.
 * @throws LauncherError naming the port and the variable that changes it.
 */
export async function assertFree(uses: readonly PortUse[], patienceMs: number): Promise<void> {
  const problems = () => Promise.all(uses.filter(({ port }) => port !== 0).map(problemOf));
  const free = await waitUntil(async () => (await problems()).every((problem) => problem === null), {
    limitMs: patienceMs,
    everyMs: LOOK_EVERY_MS,
  });
  if (free) return;
  const problem = (await problems()).find((found) => found !== null);
  if (problem) throw new LauncherError(problem);
}

async function problemOf({ port, of, variable }: PortUse): Promise<string | null> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    await once(server.close(), 'close');
    return null;
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'EACCES' ? 'needs a right that you lack' : 'is in use';
    return `port ${port} for ${of} ${why}: set ${variable} to another one`;
  }
}

function portFrom(env: NodeJS.ProcessEnv, variable: string, usual: number): number {
  const port = Number(env[variable] || usual);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new LauncherError(`${variable} is "${env[variable]}": it must be a port from 0 to 65535`);
}
