import { existsSync, readFileSync } from 'node:fs';
import { deadLetterTopic, type EventData, requestIdOfKey, SERVICES, TOPICS } from '@gauntlet/contracts';
import type { ClientLedger } from '@gauntlet/testing';
import type { Database } from '../world/database';
import type { Message } from '../world/follower';
import type { GauntletClient } from '../world/gauntlet-client';
import type { Topics } from '../world/topics';
import type { ProviderCall } from '../world/upstream';
import type { Books, Completions, PaidCall, RecordedAttempt, ReleasedCopy, Span, StoredEnd } from './books';

/** Where the books of a run are. */
export interface Sources {
  readonly ledger: ClientLedger;
  readonly topics: Topics;
  readonly database: Database;
  readonly client: GauntletClient;
  readonly callLog: string;
  /** Answers of earlier requests in the same store are none of this run's; the first send of a client that began later. */
  readonly since?: Date;
  /** Default: never. */
  readonly ledgerAway?: readonly Span[];
}

type Released = EventData<typeof TOPICS.released>;

const OUTPUTS = 'SELECT request_id, answer FROM analytics.outputs WHERE accepted_at >= $1';
const SCORES = `SELECT request_id || ' ' || scorer || ' ' || scorer_version AS score FROM analytics.scores`;
const CUTS = `SELECT concat_ws(':', request_id, turn, rung) AS work, cuts FROM model_invoker.calls WHERE cuts > 0`;
const GETS_AT_ONCE = 8;

/** Reads all books once everything is quiet. */
export async function collect(sources: Sources): Promise<Books> {
  const { ledger, topics, database, client, callLog, ledgerAway = [], since = new Date(0) } = sources;
  const accepted = await topics.read(TOPICS.accepted);
  const released = (await topics.read(TOPICS.released)).map(releasedCopy);
  const attempts = (await topics.read(TOPICS.generated)).map(attemptsIn);
  const letters = await Promise.all(SERVICES.map((service) => topics.read(deadLetterTopic(service))));
  const outputs = await database.query<{ request_id: string; answer: string }>(OUTPUTS, [since]);
  const scores = await database.query<{ score: string }>(SCORES);
  const cuts = await database.query<{ work: string; cuts: number }>(CUTS);
  return {
    client: [...ledger.records().values()].map((record) => ({
      ...record,
      requestId: requestIdOfKey('default', record.key),
    })),
    accepted: new Set(accepted.map(({ key }) => key ?? '')),
    released,
    outputs: outputs.map((row) => ({ requestId: row.request_id, answer: row.answer })),
    records: await recordsOf(client, [...new Set(released.map(({ requestId }) => requestId))]),
    scores: scores.map(({ score }) => score),
    paidCalls: paidCallsIn(callLog),
    cutsOf: new Map(cuts.map((row) => [row.work, row.cuts])),
    completionsOf: completionsIn(attempts),
    attempts: attempts.flat(),
    ledgerAway,
    deadLetters: letters.flat().length,
  };
}

async function recordsOf(client: GauntletClient, ids: readonly string[]): Promise<StoredEnd[]> {
  const records: StoredEnd[] = [];
  const queue = [...ids];
  const work = async () => {
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const { status, body } = await client.get<{ answer: string }>(`/v1/requests/${id}`);
      if (status === 200) records.push({ requestId: id, answer: body.answer });
    }
  };
  await Promise.all(Array.from({ length: GETS_AT_ONCE }, work));
  return records;
}

function releasedCopy(message: Message): ReleasedCopy {
  const { facts, content } = JSON.parse(String(message.value)) as Released;
  const verdictsOn = (side: string) => facts.trail.verdicts.filter((verdict) => verdict.side === side).length;
  return {
    requestId: facts.request.id,
    partition: message.partition,
    offset: message.offset,
    acceptedAt: Date.parse(facts.request.acceptedAt),
    deadline: Date.parse(facts.request.deadline),
    writtenAt: message.writtenAt,
    outcome: facts.outcome,
    answer: content.answer,
    inputVerdicts: verdictsOn('input'),
    outputVerdicts: verdictsOn('output'),
  };
}

// Of its own turn only: those of the turn before are told by that turn's completion.
function attemptsIn({ value }: Message): RecordedAttempt[] {
  const { facts } = JSON.parse(String(value)) as EventData<typeof TOPICS.generated>;
  const own = facts.trail.attempts.filter(({ turn }) => turn === facts.turn);
  return own.map((attempt) => ({ ...attempt, work: `${facts.request.id}:${attempt.turn}:${attempt.rung}` }));
}

/**
 * Copies of one call count once: a request that was accepted twice while the idempotency check was away is answered by one
 * call, and has two completions that tell of it.
 */
export function completionsIn(generated: readonly (readonly RecordedAttempt[])[]): Map<string, Completions> {
  const callsOf = new Map<string, Map<string, RecordedAttempt>>();
  for (const attempts of generated) {
    const made = attempts.filter(({ outcome, ledger }) => outcome !== 'skipped' && ledger !== 'replayed');
    const lastTries = new Map(made.map((attempt) => [attempt.work, attempt]));
    for (const [work, attempt] of lastTries) {
      callsOf.set(work, (callsOf.get(work) ?? new Map()).set(attempt.startedAt, attempt));
    }
  }
  const unprotected = ({ ledger }: RecordedAttempt) => ledger === 'unreachable';
  const completions = [...callsOf].map(([work, calls]) => {
    return [work, { published: calls.size, unprotected: [...calls.values()].filter(unprotected).length }] as const;
  });
  return new Map(completions);
}

function paidCallsIn(callLog: string): PaidCall[] {
  if (!existsSync(callLog)) return [];
  const calls = readFileSync(callLog, 'utf8').split('\n').filter(Boolean);
  const paid = calls.map((line) => JSON.parse(line) as ProviderCall).filter((call) => call.paid);
  return paid.map(({ idempotencyKey, time }) => {
    const work = idempotencyKey ?? '';
    return { requestId: work.slice(0, 36), work, at: Date.parse(time) };
  });
}
