import type { INestApplicationContext } from '@nestjs/common';
import type { Row } from '@gauntlet/artefacts';
import { TOPICS } from '@gauntlet/contracts';
import { EventPublisher, RecordReader, type StoredRecord } from '@gauntlet/messaging';
import type { PromptScorer } from '@gauntlet/scoring';
import { reachKafka } from '../../kafka/reach-kafka';
import { Asking } from './asking';
import { type Call, callsOf } from './call';
import { type GivenAnswer, givenAnswer } from './given-answer';
import { RunProgress } from './progress';
import { RunFolder, type RunStart } from './run-folder';
import type { Variant } from './variant';

/** What a run asks. Two runs with the same content are the same run, until it is finished. */
export interface RunPlan {
  /** Of rows, variants and repeats, as a hash. */
  readonly content: string;
  readonly rows: readonly Row[];
  readonly variants: readonly Variant[];
  readonly repeats: number;
  /** By which the answers of both sides are scored. */
  readonly scorers: readonly PromptScorer[];
}

/** How a run is carried out. */
export interface RunLimits {
  /** Folder with one folder for each run. */
  readonly parent: string;
  /** Questions that are open at the same time. */
  readonly concurrency: number;
  /** US dollars after which nothing more is asked. Default: no limit. */
  readonly maxCostUsd?: number | undefined;
  /** Aborts when the user wants no further question; those that are open still get their answers. */
  readonly stop: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
}

/** A run that was carried out, or cut off. */
export interface CarriedOut {
  readonly folder: RunFolder;
  readonly run: string;
  readonly answers: readonly GivenAnswer[];
  /** Questions that were asked and got no answer in time. */
  readonly unanswered: readonly Call[];
  /** Why the run ended before all was asked; null when all was. */
  readonly cutOff: 'stopped' | 'max-cost' | null;
  readonly progress: RunProgress;
}

/**
 * Asks all that a run asks and keeps each answer as it comes. Cut off and called again, it goes on: what was answered
 * meanwhile is read from the log, and an answer is paid once, since its request id is the same.
 * @throws BrokerUnavailableError when Kafka is away; a retry goes on with the run.
 */
export async function carryOut(plan: RunPlan, limits: RunLimits, app: INestApplicationContext): Promise<CarriedOut> {
  const { folder, run } = RunFolder.find(limits.parent, plan.content);
  const known = folder.start;
  const answers = known ? folder.answers() : [];
  const startedAt = known?.startedAt ?? new Date().toISOString();
  const calls = callsOf(run, plan, startedAt);
  const progress = new RunProgress(calls.length, answers);
  const cutOff = (): CarriedOut['cutOff'] => {
    if (limits.stop.aborted) return 'stopped';
    return progress.cost >= (limits.maxCostUsd ?? Number.POSITIVE_INFINITY) ? 'max-cost' : null;
  };
  const asking = new Asking(withoutAnswer(calls, answers), {
    concurrency: limits.concurrency,
    onAnswer: (call, released) => {
      const answer = givenAnswer(call, released, plan.scorers);
      folder.add(answer);
      answers.push(answer);
      progress.add(answer);
      limits.onProgress(progress);
    },
    isEnough: () => cutOff() !== null,
  });
  const unanswered = await listening(asking, known, (released) => {
    if (!known) folder.begin({ run, startedAt, released });
    return asking.ask(app.get(EventPublisher));
  });
  const isWhole = answers.length + unanswered.length === calls.length;
  return { folder, run, answers, unanswered, cutOff: isWhole ? null : cutOff(), progress };
}

async function listening<T>(
  asking: Asking,
  known: RunStart | undefined,
  work: (began: RunStart['released']) => Promise<T>,
): Promise<T> {
  const from = known?.released ?? 'now';
  const onRecord = (record: StoredRecord) => asking.receive(record);
  const reader = await reachKafka([TOPICS.released], (client) =>
    RecordReader.open(client, { topics: [TOPICS.released], from, onRecord }),
  );
  try {
    await reader.caughtUp;
    return await work(reader.began);
  } finally {
    await reader.close();
  }
}

function withoutAnswer(calls: readonly Call[], answers: readonly GivenAnswer[]): Call[] {
  const answered = new Set(answers.map(({ requestId }) => requestId));
  return calls.filter(({ requestId }) => !answered.has(requestId));
}
