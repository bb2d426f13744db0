import { OWN_TENANT, type ResponseReleasedV1, TOPICS } from '@gauntlet/contracts';
import type { StoredRecord } from '@gauntlet/messaging';
import { storedEvent } from '../kafka/stored-event';
import type { Stratum } from './draw';
import { type Period, periodLine } from './moment';
import { readSince } from './read-since';
import { stratumOf } from './strata';
import type { StratumName } from './stratum-names';
import { NoTrafficError } from './traffic.errors';

/** Which recorded requests are looked at. */
interface Wanted {
  readonly period: Period;
  /** Name of the prompt; of all without one. */
  readonly prompt?: string | undefined;
  readonly stratify: readonly StratumName[];
  /** Requests whose raw text the log keeps no longer are left out and counted. */
  readonly raw: boolean;
}

/** The answered requests of a period, by group. About 100 bytes each are held, 300 while they are drawn, and no text. */
export interface Census {
  readonly strata: readonly Stratum[];
  /** Requests in all strata. */
  readonly requests: number;
  /** Left out: the log has their answer, and their raw text no longer. */
  readonly withoutRaw: number;
  /** When the earliest was accepted, in epoch milliseconds: the log may begin later than the period. */
  readonly earliest: number;
}

/** Between two strata of a key; no name has it. */
const BESIDE = ' ';

/**
 * Counts the requests of users that were accepted in a period and have their answer. Those of Gauntlet itself are no
 * traffic. Of several candidates for an answer the first by offset counts.
 * @throws NoTrafficError when there is none.
 */
export async function takeCensus(wanted: Wanted): Promise<Census> {
  const strata = new Map<string, string>();
  const accepted = new Set<string>();
  let earliest = wanted.period.to;
  const onRecord = (record: StoredRecord) => {
    const id = record.key?.toString() ?? '';
    if (record.topic === TOPICS.accepted) accepted.add(id);
    else if (!strata.has(id)) {
      const released = storedEvent(TOPICS.released, record);
      if (!released) return;
      const isCounted = isWanted(released, wanted);
      strata.set(id, isCounted ? stratumOf(released, wanted.stratify).join(BESIDE) : NO_TRAFFIC);
      if (isCounted) earliest = Math.min(earliest, Date.parse(released.facts.request.acceptedAt));
    }
  };
  await readSince(wanted.period.from, [TOPICS.accepted, TOPICS.released], onRecord);
  const answered = [...strata].filter(([, stratum]) => stratum !== NO_TRAFFIC);
  const usable = wanted.raw ? answered.filter(([id]) => accepted.has(id)) : answered;
  if (usable.length === 0)
    throw new NoTrafficError(wanted.prompt ? `for ${wanted.prompt}` : '', periodLine(wanted.period));
  const withoutRaw = answered.length - usable.length;
  return { strata: grouped(usable), requests: usable.length, withoutRaw, earliest };
}

/** Of a request that is none of the period's, so that a later candidate for its answer is not looked at. */
const NO_TRAFFIC = '-';

function isWanted({ facts: { request }, content }: ResponseReleasedV1, { period, prompt, raw }: Wanted): boolean {
  const acceptedAt = Date.parse(request.acceptedAt);
  const isOfUsers = request.tenant !== OWN_TENANT && (prompt === undefined || request.pin.prompt.name === prompt);
  // Texts that could not be redacted in time are not in the record, so nothing is left to make a row of.
  return isOfUsers && acceptedAt >= period.from && acceptedAt < period.to && (raw || content.input !== '');
}

/** In the order of their names, so that it is the same whatever the partitions. */
function grouped(requests: readonly (readonly [string, string])[]): Stratum[] {
  const ids = new Map<string, string[]>();
  for (const [id, key] of requests) {
    const known = ids.get(key);
    if (known) known.push(id);
    else ids.set(key, [id]);
  }
  const sorted = [...ids].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([key, own]) => ({ stratum: key === '' ? [] : key.split(BESIDE), ids: own }));
}
