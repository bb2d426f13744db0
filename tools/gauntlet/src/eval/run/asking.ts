import { type GauntletEvent, type ResponseReleasedV1, TOPICS } from '@gauntlet/contracts';
import type { EventPublisher, StoredRecord } from '@gauntlet/messaging';
import { endsWithin } from '@gauntlet/timing';
import { storedEvent } from '../../kafka/stored-event';
import { Pace } from './pace';

/** Time for an answer: what a request may take, and the way there and back. */
const ANSWER_LIMIT_MS = 90_000;

type Question = GauntletEvent<typeof TOPICS.submitted>;

/** How a run asks. */
export interface AskingOptions<C> {
  /** Questions that are open at the same time. */
  readonly concurrency: number;
  /** What is published for a call; null when there is nothing to ask. */
  readonly eventOf: (call: C) => Question | Promise<Question | null> | null;
  readonly onAnswer: (call: C, released: ResponseReleasedV1) => void;
  /** For one answer. @default 90,000 */
  readonly limitMs?: number;
  /** Called before each question; true ends the run after those that are open. */
  readonly isEnough: () => boolean;
}

/**
 * Asks the questions of a run, each until it has its answer. `receive` is to be given every released record from before
 * the first question on: what was answered while nobody listened is found there, and is not asked again; and while others
 * get answers, few questions are asked.
 */
export class Asking<C extends { readonly requestId: string }> {
  private readonly open = new Map<string, C>();
  private readonly waiting = new Map<string, () => void>();
  private readonly own: ReadonlySet<string>;
  private readonly pace = new Pace();
  private readonly failed: Promise<never>;
  private fail: (error: unknown) => void = () => undefined;
  private hasFailed = false;

  constructor(
    private readonly calls: readonly C[],
    private readonly options: AskingOptions<C>,
  ) {
    for (const call of calls) this.open.set(call.requestId, call);
    this.own = new Set(this.open.keys());
    this.failed = new Promise((_, reject) => (this.fail = reject));
    // Whoever asks is told; before that nobody listens.
    this.failed.catch(() => undefined);
  }

  /** Takes a record of the released topic; what is no answer to this run is left alone. Never throws. */
  receive(record: StoredRecord): void {
    const id = record.key?.toString() ?? '';
    if (!this.own.has(id)) this.pace.sawOther(record.writtenAt);
    const call = this.open.get(id);
    if (!call) return;
    try {
      const released = storedEvent(TOPICS.released, record);
      if (!released) return;
      this.options.onAnswer(call, released);
    } catch (error) {
      // Whoever asks ends with the error at once; what is asked beside must not go on to be paid.
      this.hasFailed = true;
      return this.fail(error);
    }
    // The first of several candidates is the answer, and nobody waits for the others.
    this.open.delete(call.requestId);
    this.waiting.get(call.requestId)?.();
  }

  /**
   * Asks what has no answer yet, and ends once each has one or its time is over.
   * @throws what `onAnswer` threw, and as `EventPublisher.publish` does.
   */
  async ask(publisher: Pick<EventPublisher, 'publish'>): Promise<void> {
    const next = this.calls.values();
    const worker = async () => {
      for (const call of next) {
        if (!this.open.has(call.requestId)) continue;
        await this.pace.next();
        if (this.hasFailed || this.options.isEnough()) return;
        // Its answer may have been found meanwhile.
        if (this.open.has(call.requestId)) await this.askOne(call, publisher);
      }
    };
    await Promise.race([Promise.all(Array.from({ length: this.options.concurrency }, worker)), this.failed]);
  }

  private async askOne(call: C, publisher: Pick<EventPublisher, 'publish'>): Promise<void> {
    const event = await this.options.eventOf(call);
    if (!event) return;
    const { requestId } = call;
    const answered = new Promise<void>((resolve) => this.waiting.set(requestId, resolve));
    await publisher.publish(event);
    await endsWithin(this.options.limitMs ?? ANSWER_LIMIT_MS, answered);
    this.waiting.delete(requestId);
  }
}
