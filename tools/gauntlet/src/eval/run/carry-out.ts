import type { INestApplicationContext } from '@nestjs/common';
import type { Row } from '@gauntlet/artefacts';
import { type ResponseReleasedV1, TOPICS } from '@gauntlet/contracts';
import { EventPublisher, RecordReader, type StoredRecord } from '@gauntlet/messaging';
import type { PromptScorer } from '@gauntlet/scoring';
import { reachKafka } from '../../kafka/reach-kafka';
import { type Judge, judgeCallsOf } from '../judge/judge-call';
import { withJudgements } from '../judge/judgement';
import { Judging } from '../judge/judging';
import type { EarlierAnswers } from '../kept/earlier-answers';
import { RunFolder, type RunStart } from '../kept/run-folder';
import { withoutAnswer } from '../rehearsal/run-rows';
import { Asking } from './asking';
import { type Call, type CallPlace, callsOf, placeOf } from './call';
import { type GivenAnswer, givenAnswer } from './given-answer';
import type { Looks } from './looks';
import { RunProgress } from './progress';
import type { CutOff } from './run.errors';
import type { Variant } from './variant';

/** What a run asks. */
export interface RunPlan {
  /** Where what was answered is kept, so that the run goes on. */
  readonly folder: RunFolder;
  readonly rows: readonly Row[];
  /** False: no file of the run has a text of a row or of an answer. */
  readonly keepsTexts: boolean;
  readonly variants: readonly Variant[];
  readonly repeats: number;
  /** By which the answers of both sides are scored. */
  readonly scorers: readonly PromptScorer[];
  /** Who is asked about the answers, once all are there. */
  readonly judges: readonly Judge[];
  /** Ends the run as soon as there is a verdict; null: all is asked. */
  readonly looks: Looks | null;
  /** Where answers of earlier runs are taken from; null: all is asked anew. */
  readonly earlier: EarlierAnswers | null;
}

/** How a run is carried out. */
export interface RunLimits {
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
  readonly run: string;
  readonly startedAt: string;
  readonly answers: readonly GivenAnswer[];
  /** Null when every question has its answer. */
  readonly cutOff: CutOff | null;
  readonly progress: RunProgress;
}

/**
 * Asks all that a run asks and keeps each answer as it comes. Cut off and called again, it goes on: what was answered
 * meanwhile is read from the log, and an answer is paid once, since its request id is the same.
 * @throws RunBusyError while another process carries out the same run.
 * @throws BrokerUnavailableError when Kafka is away; a retry goes on with the run.
 */
export async function carryOut(plan: RunPlan, limits: RunLimits, app: INestApplicationContext): Promise<CarriedOut> {
  const lock = await plan.folder.lock();
  try {
    return await askRest({ plan, limits, app });
  } finally {
    await lock.release();
  }
}

interface Given {
  readonly plan: RunPlan;
  readonly limits: RunLimits;
  readonly app: INestApplicationContext;
}

async function askRest({ plan, limits, app }: Given): Promise<CarriedOut> {
  const { folder } = plan;
  const known = folder.start;
  const { run, startedAt } = known ?? { run: RunFolder.newRun(), startedAt: new Date().toISOString() };
  const [answers, judgements] = [folder.answers(), folder.judgements()];
  const calls = callsOf(run, plan, startedAt);
  const judgeCalls = judgeCallsOf(run, calls, plan.judges);
  const progress = new RunProgress(calls.length + judgeCalls.length, [...answers, ...judgements]);
  const told = <T extends { readonly costUsd: number | null }>(one: T, all: T[], keep: (one: T) => void) => {
    keep(one);
    all.push(one);
    progress.add(one);
    limits.onProgress(progress);
  };
  answers.forEach((answer) => plan.looks?.add(answer));
  const isDecided = () => plan.looks?.isOpen === false;
  const common = { concurrency: limits.concurrency, isEnough: () => isDecided() || enough(progress, limits) !== null };
  const take = (call: Call, released: ResponseReleasedV1, part: Pick<GivenAnswer, 'reused'> = {}) => {
    const given = { ...givenAnswer(call, released, plan.scorers), ...part };
    told(plan.keepsTexts ? given : withoutAnswer(given), answers, (answer) => folder.add(answer));
    plan.looks?.add(given);
  };
  const asking = new Asking(withoutAnswers(calls, answers), {
    ...common,
    eventOf: (call) => {
      const released = plan.earlier?.find(call);
      if (released) take(call, released, { reused: true });
      return released ? null : call.event;
    },
    onAnswer: (call, released) => {
      take(call, released);
      plan.earlier?.keep(call, released);
    },
  });
  const judging = new Judging(withoutResult(judgeCalls, judgements), {
    ...{ ...common, run, startedAt },
    onJudgement: (judgement) => {
      const kept = plan.keepsTexts ? judgement : { ...judgement, reason: '' };
      told(kept, judgements, (one) => folder.addJudgement(one));
    },
    onNothing: () => progress.skip(),
  });
  await listening([asking, judging], known, async (released) => {
    if (!known) folder.begin({ run, startedAt, released });
    await asking.ask(app.get(EventPublisher));
    if (answers.length === calls.length) await judging.ask(app.get(EventPublisher));
  });
  const cutOff = progress.isDone || isDecided() ? null : (enough(progress, limits) ?? 'unanswered');
  return { run, startedAt, answers: withJudgements(answers, judgements, plan.judges), cutOff, progress };
}

function enough({ cost, hasUnknownCost }: RunProgress, { stop, maxCostUsd }: RunLimits): CutOff | null {
  if (stop.aborted) return 'stopped';
  if (maxCostUsd === undefined) return null;
  if (hasUnknownCost) return 'unknown-price';
  return cost >= maxCostUsd ? 'max-cost' : null;
}

async function listening(
  listeners: readonly { receive(record: StoredRecord): void }[],
  known: RunStart | undefined,
  work: (began: RunStart['released']) => Promise<void>,
): Promise<void> {
  const from = known?.released ?? 'now';
  const onRecord = (record: StoredRecord) => listeners.forEach((one) => one.receive(record));
  const reader = await reachKafka([TOPICS.released], (client) =>
    RecordReader.open(client, { topics: [TOPICS.released], from, onRecord }),
  );
  try {
    await reader.caughtUp;
    await work(reader.began);
  } finally {
    await reader.close();
  }
}

function withoutAnswers(calls: readonly Call[], answers: readonly GivenAnswer[]): Call[] {
  const keyOf = ({ row, side, repeat }: CallPlace) => JSON.stringify([row, side, repeat]);
  const have = new Set(answers.map(keyOf));
  return calls.filter((call) => !have.has(keyOf(placeOf(call))));
}

type Named = { readonly requestId: string };

function withoutResult<C extends Named>(calls: readonly C[], results: readonly Named[]): C[] {
  const have = new Set(results.map(({ requestId }) => requestId));
  return calls.filter(({ requestId }) => !have.has(requestId));
}
