import { firstOf } from '@gauntlet/contracts';
import { BoundedMemory } from '@gauntlet/timing';
import type { Candidate } from './candidate';

const LIMITS = { entries: 5_000, characters: 16_000_000 };

/**
 * The first candidates of the requests answered last, for a caller who registers a moment after the answer came and
 * before the table of candidates has it. Bounded by number and by text, about 32 MB; the oldest goes first.
 */
export class RecentAnswers {
  private readonly answers = new BoundedMemory<Candidate>(LIMITS);

  /** Keeps a candidate unless an earlier one is there; gives the one that counts. */
  add(requestId: string, candidate: Candidate): Candidate {
    const first = this.answers.get(requestId);
    if (first && firstOf(first, candidate) === first) return first;
    this.answers.set(requestId, candidate, sizeOf(candidate));
    return candidate;
  }

  get(requestId: string): Candidate | undefined {
    return this.answers.get(requestId);
  }
}

function sizeOf({ event: { content } }: Candidate): number {
  const turns = [...content.history, ...content.messages].reduce((sum, turn) => sum + turn.content.length, 0);
  const variables = Object.values(content.variables).reduce((sum, value) => sum + value.length, 0);
  return content.input.length + content.answer.length + turns + variables;
}
