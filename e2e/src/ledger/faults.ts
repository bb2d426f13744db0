import { readFileSync } from 'node:fs';
import { type ServiceName, SERVICES } from '@gauntlet/contracts';
import type { SeededRandom } from '@gauntlet/statistics';
import { waitFor } from '@gauntlet/testing';
import type { CrashPoint } from '../world/faults/crash-points';
import type { World } from '../world/world';

/**
 * Something bad that happens once. It resolves when it has happened, not when the world has got over it: the next
 * fault may well hit while a group is still waiting for its dead member.
 */
export interface Fault {
  readonly name: string;
  strike(world: World): Promise<void>;
  /** True when the call ledger can't be reached meanwhile; absent: false. */
  readonly takesLedger?: boolean;
}

/** How long the stores stay away. */
export interface Outages {
  readonly outageMs: number;
}

const POINTS: Readonly<Record<ServiceName, readonly CrashPoint[]>> = {
  ingress: ['before-produce', 'after-produce', 'after-write', 'before-commit'],
  guardrail: ['before-produce', 'after-produce', 'before-commit'],
  'prompt-render': ['before-produce', 'after-produce', 'before-commit'],
  'model-invoker': ['mid-call', 'after-write', 'before-produce', 'after-produce', 'before-commit'],
  'eval-scorer': ['after-write', 'before-produce', 'before-commit'],
  'drift-monitor': ['after-write', 'before-commit'],
};

/** Every named point strikes somewhere in every run, wherever else chance strikes. */
const ALWAYS: readonly (readonly [ServiceName, CrashPoint])[] = [
  ['guardrail', 'before-produce'],
  ['prompt-render', 'after-produce'],
  ['model-invoker', 'mid-call'],
  ['ingress', 'after-write'],
  ['eval-scorer', 'after-write'],
  ['drift-monitor', 'before-commit'],
];

/** The faults of a run in the seed's order. */
export function faultsOf(random: SeededRandom, { outageMs }: Outages): Fault[] {
  const [one = 'guardrail', other = 'model-invoker'] = random.shuffle(SERVICES);
  return random.shuffle<Fault>([
    ...ALWAYS.map(([service, point]) => killAt([[service, point]])),
    killAt([one, other].map((service) => [service, random.pick(POINTS[service])] as const)),
    ...SERVICES.map(restartGently),
    scaling(4, 1, 2),
    { name: `broker away for ${outageMs} ms`, strike: async (world) => void (await world.brokerOutage(outageMs)) },
    {
      name: `PostgreSQL away for ${outageMs} ms`,
      strike: (world) => postgresOutage(world, outageMs),
      takesLedger: true,
    },
  ]);
}

/** Kills processes that run these services, each at a point; a process that runs two of them dies at both. */
export function killAt(targets: readonly (readonly [ServiceName, CrashPoint])[]): Fault {
  return {
    name: `kill -9 ${targets.map(([service, point]) => `${service} ${point}`).join(' and ')}`,
    strike: async ({ crashPoints, stack }) => {
      await Promise.all(targets.map(([service]) => stack.instances(service).processes[0]?.ready()));
      const points = targets.map(([service, point]) => [stack.instances(service).process.name, point] as const);
      for (const [process, point] of points) crashPoints.arm(process, point);
      await Promise.all(points.map(([process, point]) => crashPoints.struck(process, point)));
    },
  };
}

/** Ends a service's process as a deployment does, and waits until the next run is there. */
export function restartGently(service: ServiceName): Fault {
  return {
    name: `SIGTERM ${service}`,
    strike: async ({ stack }) => {
      const [process] = stack.instances(service).processes;
      if (!process) return;
      await process.ready();
      const { pid } = process;
      process.kill('SIGTERM');
      await waitFor(() => process.pid !== pid, {
        deadlineMs: 60_000,
        description: `${service} to drain and come back`,
      });
    },
  };
}

function scaling(...counts: number[]): Fault {
  return {
    name: `model-invoker scaled to ${counts.join(', ')}`,
    strike: async ({ stack }) => {
      for (const count of counts) await stack.instances('model-invoker').scaleTo(count);
    },
  };
}

async function postgresOutage(world: World, ms: number): Promise<void> {
  const supervisor = world.stack.store('postgres');
  const end = Date.now() + ms;
  do {
    const pid = supervisor?.pid;
    await waitFor(() => killPostgres(world), { deadlineMs: 30_000, description: 'a PostgreSQL to kill' });
    await waitFor(() => supervisor?.pid !== pid, { deadlineMs: 30_000, description: 'PostgreSQL to be started again' });
  } while (Date.now() < end);
  await supervisor?.ready();
}

/** False while the one that starts has not written down its pid yet. */
function killPostgres(world: World): boolean {
  try {
    const [server] = readFileSync(world.path('postgres/cluster/postmaster.pid'), 'utf8').split('\n');
    return process.kill(Number(server), 'SIGKILL');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}
