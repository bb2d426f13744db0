import { DURABLE_STEPS, type ServiceName, SERVICES } from '@gauntlet/contracts';
import { printable } from '@gauntlet/launcher/printable';
import { describeGroups, type GroupDescription } from '@gauntlet/messaging';
import { pinLine } from '@gauntlet/registry';
import { DEAD_LETTER_TOPICS, type DeadLetter } from '../dlq/dead-letter';
import { readDeadLetters } from '../dlq/read-dead-letters';
import { reachKafka } from '../kafka/reach-kafka';
import { withRegistry } from '../kafka/with-kafka';
import { counted } from '../terminal/counted';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { type ModelStatus, statusOf } from './service-metrics';

/** How one consumer group of the pipeline stands. */
interface GroupStatus extends Omit<GroupDescription, 'lag' | 'members'> {
  readonly service: ServiceName;
  readonly instances: number;
  readonly lag: number;
  /** Of the instance at the service's own port; null when it does not answer. */
  readonly in_flight: number | null;
}

/**
 * Prints each stage with its instances, lag and messages in flight, how the pinned models ended their last calls, the
 * health checks that fail, pins that were forced past their gate, and the dead letters that nobody has taken care of.
 * @throws KafkaUnreachableError when Kafka is away; a retry helps.
 */
export async function status(terminal: Terminal): Promise<void> {
  const queries = DURABLE_STEPS.map(({ group, reads }) => ({ group, topics: reads }));
  const [groups, letters] = await Promise.all([
    reachKafka(
      queries.flatMap(({ topics }) => topics),
      (client) => describeGroups(client, queries),
    ),
    readDeadLetters(),
  ]);
  const { inFlight, models, problems } = await statusOf(SERVICES);
  const stages = groups.map((group, index) => stageOf(group, DURABLE_STEPS[index]?.service ?? 'ingress', inFlight));
  const forced = await forcedPins();
  const rows = stages.map(({ group, state, instances, lag, in_flight }) => {
    return [group, state, String(instances), String(lag), in_flight === null ? '-' : String(in_flight)];
  });
  for (const line of table([['stage', 'state', 'instances', 'lag', 'in flight'], ...rows])) terminal.line(line);
  terminal.line('');
  for (const line of [...models.map(modelLine), ...problems]) terminal.line(printable(line));
  for (const { pin, by, reason } of forced) terminal.line(printable(`${pin}, by ${by}: ${reason}`));
  const counts = countsOf(letters);
  for (const { topic, open } of counts) if (open > 0) terminal.line(`${topic}: ${counted(open, 'dead letter')}`);
  if (counts.every(({ open }) => open === 0)) terminal.line('no dead letters');
  terminal.value({ stages, models, problems, forced_pins: forced, dead_letters: counts });
}

/** Pins in force that have not passed the gate that they need. */
function forcedPins(): Promise<{ prompt: string; pin: string; by: string; reason: string }[]> {
  return withRegistry(({ projection }) => {
    const pins = projection.pins.prompts().flatMap((prompt) => projection.inForce(prompt) ?? []);
    const forced = pins.filter(({ facts }) => facts.gate?.forced);
    return Promise.resolve(
      forced.map(({ facts }) => {
        const { prompt, by, reason } = facts;
        return { prompt: prompt.name, pin: pinLine({ facts }), by, reason };
      }),
    );
  });
}

function modelLine({ model, error }: ModelStatus): string {
  return `model ${model}: ${error === null ? 'answers' : `fails (${error})`}`;
}

function stageOf(
  { group, state, members, lag }: GroupDescription,
  service: ServiceName,
  inFlight: ReadonlyMap<string, number>,
): GroupStatus {
  return { group, service, state, instances: members, lag: Number(lag), in_flight: inFlight.get(group) ?? null };
}

function countsOf(letters: readonly DeadLetter[]): { topic: string; open: number }[] {
  const open = letters.filter(({ handling }) => handling === null);
  return DEAD_LETTER_TOPICS.map((topic) => {
    return { topic, open: open.filter(({ record }) => record.topic === topic).length };
  });
}
