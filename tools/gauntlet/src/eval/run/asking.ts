import { decodeEvent, InvalidEventError, type ResponseReleasedV1, TOPICS } from '@gauntlet/contracts';
import type { EventPublisher, StoredRecord } from '@gauntlet/messaging';
import { endsWithin } from '@gauntlet/timing';
import type { Call } from './call';

/** Time for an answer: what a request may take, and the way there and back. */
const ANSWER_LIMIT_MS = 90_000;

/** How a run asks. */
export interface AskingOptions {
  /** Questions that are open at the same time. */
  readonly concurrency: number;
  readonly onAnswer: (call: Call, released: ResponseReleasedV1) => void;
  /** Called before each question; true ends the run after those that are open. */
  readonly isEnough: () => boolean;
}

/**
 * Asks the questions of a run, each until it has its answer. `take` is to be given every released record from before the
 * first question on: what was answered while nobody listened is found there, and is not asked again.
 */
export class Asking {
  private readonly open = new Map<string, (released: ResponseReleasedV1) => void>();
  private readonly missing: Call[] = [];

  constructor(
    private readonly calls: readonly Call[],
    private readonly options: AskingOptions,
  ) {
    for (const call of calls) this.open.set(call.requestId, (released) => this.take(call, released));
  }

  /** Takes a record of the released topic; what is no answer to this run is left alone. */
  receive({ key, value, headers }: StoredRecord): void {
    const settle = this.open.get(key?.toString() ?? '');
    if (!settle) return;
    const texts = Object.fromEntries(Object.entries(headers).map(([name, bytes]) => [name, bytes.toString()]));
    try {
      settle(decodeEvent({ topic: TOPICS.released, key, value, headers: texts }));
    } catch (error) {
      // What is no valid event is the dead letters' business.
      if (!(error instanceof InvalidEventError)) throw error;
    }
  }

  /** Asks what has no answer yet, and gives the calls that got none in time. Throws as `EventPublisher.publish` does. */
  async ask(publisher: EventPublisher): Promise<readonly Call[]> {
    const waiting = this.calls.values();
    const worker = async () => {
      for (const call of waiting) {
        if (this.options.isEnough()) return;
        await this.askOne(call, publisher);
      }
    };
    await Promise.all(Array.from({ length: this.options.concurrency }, worker));
    return this.missing;
  }

  private async askOne(call: Call, publisher: EventPublisher): Promise<void> {
    if (!this.open.has(call.requestId)) return;
    const answered = new Promise<void>((resolve) => {
      this.open.set(call.requestId, (released) => {
        this.take(call, released);
        resolve();
      });
    });
    await publisher.publish(call.event);
    if (!(await endsWithin(ANSWER_LIMIT_MS, answered))) this.missing.push(call);
  }

  // The first of several candidates is the answer, and nobody waits for the others.
  private take(call: Call, released: ResponseReleasedV1): void {
    this.open.delete(call.requestId);
    this.options.onAnswer(call, released);
  }
}
