import { answeringPrompt, type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { printable } from '@gauntlet/launcher/printable';
import { RecordReader, type StoredRecord } from '@gauntlet/messaging';
import { reachKafka } from '../kafka/reach-kafka';
import { storedEvent } from '../kafka/stored-event';
import type { Terminal } from '../terminal/terminal';
import { FirstSeen } from './first-seen';

/** How long to follow. */
export interface TailOptions {
  readonly count: number;
  readonly stopped: Promise<unknown>;
  /** Called once Kafka has been reached. */
  readonly onFollowing?: () => void;
}

type Released = GauntletEvent<typeof TOPICS.released>;

/**
 * Prints answers as they are released, until `stopped` or after `count` of them. Later candidates for a request that has
 * its answer are left out.
 * @throws KafkaUnreachableError when Kafka is away; a retry helps.
 */
export async function tail({ count, stopped, onFollowing }: TailOptions, terminal: Terminal): Promise<void> {
  const seen = new FirstSeen();
  let printed = 0;
  let enough: () => void = () => undefined;
  const isEnough = new Promise<void>((resolve) => (enough = resolve));
  const onRecord = (record: StoredRecord) => {
    const event = storedEvent(TOPICS.released, record);
    if (!event || printed >= count || !seen.isFirst(event.id)) return;
    print(event, terminal);
    printed += 1;
    if (printed >= count) enough();
  };
  const options = { topics: [TOPICS.released], from: 'now', onRecord } as const;
  const reader = await reachKafka(options.topics, (client) => RecordReader.open(client, options));
  onFollowing?.();
  await Promise.race([stopped, isEnough]);
  await reader.close();
}

function print({ facts, time }: Released, terminal: Terminal): void {
  const { request, outcome, flags, reason, completion } = facts;
  const prompt = answeringPrompt(facts);
  const version = `${prompt.name}@${prompt.version}${request.pin.canary ? ' (canary)' : ''}`;
  const model = completion ? `${completion.provider}/${completion.model}` : '-';
  const how = [outcome, ...flags].join(', ') + (reason ? ` (${reason})` : '');
  terminal.line(printable([time, request.id, version, model, how].join('  ')));
  terminal.value({ at: time, id: request.id, prompt: version, model, outcome, flags, reason, tenant: request.tenant });
}
