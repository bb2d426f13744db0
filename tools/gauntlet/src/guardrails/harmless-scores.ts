import { createHash } from 'node:crypto';
import type { PlacedRow } from './row-file';

/** The unit of thresholds: scores that differ by less are one. */
export const STEPS = 10_000;
const MOST_PLACES = 3;
const WORD = /[\p{L}\p{N}_-]+/gu;
const NUMBER = /\p{N}/u;

/** What one check says of the harmless texts of one side and channel. Keeps numbers and places, and no text. */
export class HarmlessScores {
  readonly ofRows: number[] = [];
  /** Where the first rows stand that are found already. */
  readonly foundAt: string[] = [];
  private readonly byText = new Map<string, number>();
  private readonly byTenant = new Map<string, number>();

  /** @param present from which score on a text is found already */
  constructor(readonly present: number) {}

  add({ row, place }: PlacedRow, score: number): void {
    const { text, history, canary, tenant } = row;
    const key = keyOf(JSON.stringify([text, history.map(({ content }) => content), canary]));
    this.ofRows.push(score);
    this.byText.set(key, Math.max(score, this.byText.get(key) ?? 0));
    if (tenant !== null) this.byTenant.set(tenant, (this.byTenant.get(tenant) ?? 0) + 1);
    if (score >= this.present && this.foundAt.length < MOST_PLACES) this.foundAt.push(place);
  }

  /**
   * One score for each text that is another one: what differs in case, spaces and words with digits, such as the numbers of
   * orders, is one text, because a row that repeats another tells nothing new.
   */
  get ofTexts(): readonly number[] {
    return [...this.byText.values()];
  }

  get differentScores(): number {
    return new Set(this.ofRows.map((score) => Math.round(score * STEPS))).size;
  }

  /** The tenant that all rows name; null when there are several, or a row names none. */
  get onlyTenant(): string | null {
    const [tenant, count] = [...this.byTenant][0] ?? [null, 0];
    return count === this.ofRows.length ? tenant : null;
  }
}

function keyOf(text: string): string {
  const plain = text.toLowerCase().replace(WORD, (word) => (NUMBER.test(word) ? '0' : word));
  return createHash('sha256').update(plain.replace(/\s+/g, ' ')).digest('base64');
}
