import type { Found } from '../found';

/** Types with a shorter name; all others are called as they are. */
const LABELS: Readonly<Record<string, string>> = {
  EMAIL_ADDRESS: 'EMAIL',
  PHONE_NUMBER: 'PHONE',
  CREDIT_CARD: 'CARD',
  IBAN_CODE: 'IBAN',
  IP_ADDRESS: 'IP',
  MAC_ADDRESS: 'MAC',
  URL_CREDENTIALS: 'URL',
  CRYPTO: 'WALLET',
  STREET_ADDRESS: 'ADDRESS',
  DATE_TIME: 'DATE',
};
/** Stands for a text that looks like a placeholder already. */
const OF_PLACEHOLDER = 'PLACEHOLDER';
export const PLACEHOLDER = /\[[A-Z][A-Z0-9_]{0,45}_\d{1,6}(?:\.\d{1,6})?\]/g;

/** True when something of the form of a placeholder stands in the text. */
export function hasPlaceholder(text: string): boolean {
  return text.search(PLACEHOLDER) !== -1;
}

/** Texts of the form of a placeholder. */
export function findPlaceholders(text: string): Found[] {
  if (!text.includes('[')) return [];
  return [...text.matchAll(PLACEHOLDER)].map(({ 0: placeholder, index }) => ({
    type: OF_PLACEHOLDER,
    start: index,
    end: index + placeholder.length,
  }));
}

/** What a value was first called, and in how many ways it was written since. */
interface Spellings {
  readonly first: string;
  count: number;
}

/** Gives numbers to values in the order in which they come. */
export class Numbering {
  readonly values: Record<string, string>;
  private readonly known = new Map<string, string>();
  private readonly spellings = new Map<string, Spellings>();
  private readonly counts = new Map<string, number>();

  /** @param before values that have their placeholders already */
  constructor(private readonly before: Readonly<Record<string, string>> = {}) {
    this.values = { ...before };
  }

  placeholder(type: string, value: string): string {
    const label = LABELS[type] ?? type;
    const written = `${label} ${value}`;
    const known = this.known.get(written);
    if (known !== undefined) return known;
    const placeholder = this.next(label, normalForm(label, value));
    this.known.set(written, placeholder);
    this.values[placeholder] = value;
    return placeholder;
  }

  private next(label: string, normal: string): string {
    const key = `${label} ${normal}`;
    const spellings = this.spellings.get(key);
    if (spellings) {
      spellings.count += 1;
      return `${spellings.first.slice(0, -1)}.${spellings.count}]`;
    }
    const first = `[${label}_${this.free(label)}]`;
    this.spellings.set(key, { first, count: 1 });
    return first;
  }

  private free(label: string): number {
    let count = (this.counts.get(label) ?? 0) + 1;
    while (Object.hasOwn(this.before, `[${label}_${count}]`)) count += 1;
    this.counts.set(label, count);
    return count;
  }
}

/** What two spellings of one value have in common: in an address every sign counts, elsewhere letters and digits do. */
function normalForm(label: string, value: string): string {
  const plain = value.normalize('NFKC').toLowerCase();
  if (label === 'EMAIL' || label === OF_PLACEHOLDER) return plain;
  return plain.replace(/[^\p{L}\p{N}]/gu, '') || value;
}
