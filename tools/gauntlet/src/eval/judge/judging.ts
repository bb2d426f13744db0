import { TOPICS } from '@gauntlet/contracts';
import type { EventPublisher, StoredRecord } from '@gauntlet/messaging';
import { storedEvent } from '../../kafka/stored-event';
import { Asking, type AskingOptions } from '../run/asking';
import { costOf } from '../run/given-answer';
import { type JudgeCall, judgeEvent } from './judge-call';
import { type Judgement, judgementOf } from './judgement';
import { Materials } from './materials';

/** How judges are asked. */
interface JudgingOptions extends Pick<AskingOptions<JudgeCall>, 'concurrency' | 'isEnough'> {
  readonly run: string;
  readonly startedAt: string;
  readonly onJudgement: (judgement: Judgement) => void;
  /** There is nothing to ask about an answer that no model gave. */
  readonly onNothing: () => void;
}

/** Asks the judges of a run about its answers, once all of these are there. `receive` is to be given what the run's own asking gets. */
export class Judging {
  private readonly materials = new Materials();
  private readonly asking: Asking<JudgeCall>;
  private readonly judged: ReadonlySet<string>;

  constructor(calls: readonly JudgeCall[], { run, startedAt, onJudgement, onNothing, ...options }: JudgingOptions) {
    this.judged = new Set(calls.flatMap(({ answers }) => answers));
    this.asking = new Asking(calls, {
      ...options,
      eventOf: async (call) => {
        const materials = await this.materials.of(call.answers);
        if (materials) return judgeEvent(call, materials, { run, startedAt });
        onNothing();
        return null;
      },
      onAnswer: (call, released) => onJudgement(judgementOf(call, released, costOf(released.facts.trail.attempts))),
    });
  }

  /** Takes a record of the released topic. Never throws. */
  receive(record: StoredRecord): void {
    if (!this.judged.has(record.key?.toString() ?? '')) return this.asking.receive(record);
    const released = storedEvent(TOPICS.released, record);
    if (released) this.materials.add(released);
  }

  /** As {@link Asking.ask}. */
  ask(publisher: Pick<EventPublisher, 'publish'>): Promise<void> {
    return this.asking.ask(publisher);
  }
}
