import { existsSync, readFileSync } from 'node:fs';
import { deadLetterTopic, requestIdOfKey, SERVICES, TOPICS, type EventData } from '@gauntlet/contracts';
import type { ClientLedger } from '@gauntlet/testing';
import type { Database } from '../world/database';
import type { Message } from '../world/follower';
import type { Topics } from '../world/topics';
import type { ProviderCall } from '../world/upstream';
import type { Books, PaidCall, ReleasedCopy, StoredOutput } from './books';

/** Where the books of a run are. */
export interface Sources {
  readonly ledger: ClientLedger;
  readonly topics: Topics;
  readonly database: Database;
  readonly callLog: string;
  /** Answers of earlier requests in the same store are none of this run's; the first send of a client that began later. */
  readonly since?: Date;
}

type Released = EventData<typeof TOPICS.released>;

const OUTPUTS = 'SELECT request_id, outcome, answer FROM analytics.outputs WHERE accepted_at >= $1';
const SCORES = `SELECT request_id || ' ' || scorer || ' ' || scorer_version AS score FROM analytics.scores`;
const ATTEMPTS = `SELECT count(*) FILTER (WHERE cut)::int AS cuts, count(*) FILTER (WHERE ledger = 'unreachable')::int AS unreachable FROM analytics.attempts`;

/** Reads all books once everything is quiet. */
export async function collect({ ledger, topics, database, callLog, since = new Date(0) }: Sources): Promise<Books> {
  const accepted = await topics.read(TOPICS.accepted);
  const released = await topics.read(TOPICS.released);
  const letters = await Promise.all(SERVICES.map((service) => topics.read(deadLetterTopic(service))));
  const outputs = await database.query<{ request_id: string; outcome: string; answer: string }>(OUTPUTS, [since]);
  const scores = await database.query<{ score: string }>(SCORES);
  const [attempts] = await database.query<{ cuts: number; unreachable: number }>(ATTEMPTS);
  return {
    client: [...ledger.records().values()].map((record) => ({
      ...record,
      requestId: requestIdOfKey('default', record.key),
    })),
    accepted: new Set(accepted.map(({ key }) => key ?? '')),
    released: released.map(releasedCopy),
    outputs: outputs.map((row): StoredOutput => ({
      requestId: row.request_id,
      outcome: row.outcome,
      answer: row.answer,
    })),
    scores: scores.map(({ score }) => score),
    paidCalls: paidCallsIn(callLog),
    cuts: attempts?.cuts ?? 0,
    callsWithoutLedger: attempts?.unreachable ?? 0,
    deadLetters: letters.flat().length,
  };
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

function paidCallsIn(callLog: string): PaidCall[] {
  if (!existsSync(callLog)) return [];
  const calls = readFileSync(callLog, 'utf8').split('\n').filter(Boolean);
  const paid = calls.map((line) => JSON.parse(line) as ProviderCall).filter((call) => call.paid);
  return paid.map(({ idempotencyKey }) => ({
    requestId: (idempotencyKey ?? '').slice(0, 36),
    work: idempotencyKey ?? '',
  }));
}
