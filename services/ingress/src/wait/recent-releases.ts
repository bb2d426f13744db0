import { firstOf } from '@gauntlet/contracts';
import type { Release } from './released';

const MAX_RELEASES = 5_000;
const MAX_CHARACTERS = 16_000_000;

/**
 * The first candidates of the requests answered last, for a caller who registers a moment after the answer came and
 * before the results table has it. Bounded by number and by text, about 32 MB; the oldest goes first.
 */
export class RecentReleases {
  private readonly releases = new Map<string, Release>();
  private characters = 0;

  /** Keeps a candidate unless an earlier one is there; gives the one that counts. */
  add(requestId: string, release: Release): Release {
    const first = this.releases.get(requestId);
    if (first && firstOf(first, release) === first) return first;
    if (first) this.drop(requestId, first);
    this.releases.set(requestId, release);
    this.characters += sizeOf(release);
    this.makeRoom();
    return release;
  }

  get(requestId: string): Release | undefined {
    return this.releases.get(requestId);
  }

  private makeRoom(): void {
    for (const [id, release] of this.releases) {
      if (this.releases.size <= MAX_RELEASES && this.characters <= MAX_CHARACTERS) return;
      this.drop(id, release);
    }
  }

  private drop(requestId: string, release: Release): void {
    this.releases.delete(requestId);
    this.characters -= sizeOf(release);
  }
}

function sizeOf({ event: { content } }: Release): number {
  const turns = [...content.history, ...content.messages].reduce((sum, turn) => sum + turn.content.length, 0);
  const variables = Object.values(content.variables).reduce((sum, value) => sum + value.length, 0);
  return content.input.length + content.answer.length + turns + variables;
}
