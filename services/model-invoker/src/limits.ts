import { type GauntletEvent, MAX_EVENT_BYTES, type TOPICS } from '@gauntlet/contracts';

/** A span of time that ends at a fixed moment; counts on the monotonic clock once it is made. */
export class TimeBudget {
  private constructor(private readonly endsAt: number) {}

  /** Until a wall-clock deadline minus a reserve, which is never more than a quarter of the time left. */
  static until(deadline: string, reserveMs: number): TimeBudget {
    const left = Date.parse(deadline) - Date.now();
    return TimeBudget.of(left - Math.min(reserveMs, left / 4));
  }

  static of(ms: number): TimeBudget {
    return new TimeBudget(performance.now() + ms);
  }

  remainingMs(): number {
    return Math.max(0, this.endsAt - performance.now());
  }

  isSpent(): boolean {
    return this.remainingMs() === 0;
  }

  /** What one rung may use: half of what remains while others follow, all of it when it is the last. */
  shareFor(rungsAfter: number): TimeBudget {
    return rungsAfter === 0 ? this : TimeBudget.of(this.remainingMs() / 2);
  }
}

/** For prompts that say nothing else: about 32,000 tokens. */
const DEFAULT_CHARACTERS = 131_072;
/** Left for what comes after: attempts, verdicts, timings, the request for a repair, and marks where redaction puts them. */
const LATER_BYTES = 98_304;
/** Below it no answer is worth its price. */
const LEAST_BYTES = 1_024;
/** JSON writes no UTF-16 unit longer than `\u0000`. */
const MOST_BYTES_PER_UNIT = 6;

/** How long an answer may be so that every later event of its request can be published. */
export interface AnswerLimit {
  /** What the prompt allows, in UTF-16 units. */
  readonly characters: number;
  /** What is left of an event, as JSON writes the text. */
  readonly bytes: number;
}

/**
 * The limit for the completion of a rendered prompt. The last event of a request is its largest: it holds what this one
 * holds and the answer, and after a repair turn the broken answer too.
 */
export function answerLimit({ facts, content }: GauntletEvent<typeof TOPICS.rendered>): AnswerLimit {
  const { backupMessages, ...kept } = content;
  const further = backupMessages ? Math.max(0, bytesOf(backupMessages) - bytesOf(content.messages)) : 0;
  const left = MAX_EVENT_BYTES - LATER_BYTES - bytesOf({ facts, content: kept }) - further;
  const answers = facts.turn === 0 && facts.responseFormat.type !== 'text' ? 2 : 1;
  const characters = facts.maxAnswerCharacters ?? DEFAULT_CHARACTERS;
  return { characters, bytes: Math.max(0, Math.floor(left / answers)) };
}

/** True where any answer would be paid and thrown away. */
export function leavesNoRoom({ bytes }: AnswerLimit): boolean {
  return bytes < LEAST_BYTES;
}

/** Which limit an answer exceeds, in words that are the same for all requests of a prompt; null when it keeps to both. */
export function excessOf(text: string, { characters, bytes }: AnswerLimit): string | null {
  if (text.length > characters) return `${characters} characters`;
  const mayExceed = text.length * MOST_BYTES_PER_UNIT > bytes;
  return mayExceed && bytesOf(text) > bytes ? 'what is left of its event' : null;
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
