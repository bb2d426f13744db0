import { type Announced, announcedFor, rowsToLookAt } from './announced';
import type { Job } from './job';
import { SCENARIOS } from './scores/all-scenarios';
import { ARM_NAMES, type ArmName, ARMS } from './settings';
import { added, type Tally } from './tally';

/** Comparisons in one job: enough that sending it costs nothing, few enough that threads end at about the same time. */
const JOB_SIZE = 100;

/** What a simulation found. */
export interface GateResult {
  readonly seed: number;
  /** In each arm of each scenario. */
  readonly comparisons: number;
  readonly scenarios: readonly ScenarioResult[];
}

export interface ScenarioResult {
  readonly name: string;
  readonly announced: Announced;
  readonly arms: Readonly<Record<ArmName, ArmResult>>;
}

export interface ArmResult extends Tally {
  /** At one look. */
  readonly rows: number;
  /** That there are to look at one after the other. */
  readonly rowsToLookAt: number;
}

/** Where jobs are done: in threads, or in a spec in the process itself. */
export type Workers = (jobs: readonly Job[]) => Promise<Tally[]>;

export async function simulate(seed: number, comparisons: number, workers: Workers): Promise<GateResult> {
  const announced = SCENARIOS.map((scenario) => ({ name: scenario.name, announced: announcedFor(scenario) }));
  const jobs = announced.flatMap(({ name, announced }) =>
    ARM_NAMES.flatMap((arm) => jobsOf({ seed, scenario: name, arm, ...rowsOf(arm, announced) }, comparisons)),
  );
  const tallies = await workers(jobs);
  const armOf = (scenario: string, arm: ArmName): ArmResult => {
    const those = jobs.map((job, index) => ({ job, tally: tallies[index] as Tally }));
    const own = those.filter(({ job }) => job.scenario === scenario && job.arm === arm);
    const { rows, rowsToLookAt } = own[0]?.job as Job;
    return { rows, rowsToLookAt, ...own.map(({ tally }) => tally).reduce(added) };
  };
  const scenarios = announced.map(({ name, announced }) => ({
    ...{ name, announced },
    arms: { equal: armOf(name, 'equal'), margin: armOf(name, 'margin'), drop: armOf(name, 'drop') },
  }));
  return { seed, comparisons, scenarios };
}

function rowsOf(arm: ArmName, { rows, largestCluster }: Announced): Pick<Job, 'rows' | 'rowsToLookAt'> {
  const fixed = ARMS[arm].rows;
  // Nobody who hasn't computed the rows of one look computes those of many.
  if (fixed !== null) return { rows: fixed, rowsToLookAt: rowsToLookAt(fixed, 1) };
  return { rows, rowsToLookAt: rowsToLookAt(rows, largestCluster) };
}

function jobsOf(arm: Omit<Job, 'from' | 'to'>, comparisons: number): Job[] {
  return Array.from({ length: Math.ceil(comparisons / JOB_SIZE) }, (_, index) => ({
    ...arm,
    from: index * JOB_SIZE,
    to: Math.min((index + 1) * JOB_SIZE, comparisons),
  }));
}
