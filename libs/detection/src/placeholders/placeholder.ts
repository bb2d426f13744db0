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

/** The values of one label. */
class Labelled {
  /** Placeholders by what is written. */
  readonly known = new Map<string, string>();
  /** By what the spellings of one value have in common. */
  readonly spellings = new Map<string, Spellings>();
  count = 0;
}

/** Gives numbers to values in the order in which they come. */
export class Numbering {
  readonly values: Record<string, string>;
  private readonly taken: ReadonlySet<string>;
  private readonly labels = new Map<string, Labelled>();

  /** @param before values that have their placeholders already */
  constructor(before: Readonly<Record<string, string>> = {}) {
    this.values = { ...before };
    this.taken = new Set(Object.keys(before));
  }

  placeholder(type: string, value: string): string {
    const label = LABELS[type] ?? type;
    const labelled = this.labels.get(label) ?? new Labelled();
    this.labels.set(label, labelled);
    const known = labelled.known.get(value);
    if (known !== undefined) return known;
    const placeholder = this.next(label, labelled, normalForm(label, value));
    labelled.known.set(value, placeholder);
    this.values[placeholder] = value;
    return placeholder;
  }

  private next(label: string, labelled: Labelled, normal: string): string {
    const spellings = labelled.spellings.get(normal);
    if (spellings) {
      spellings.count += 1;
      return `${spellings.first.slice(0, -1)}.${spellings.count}]`;
    }
    const first = this.free(label, labelled);
    labelled.spellings.set(normal, { first, count: 1 });
    return first;
  }

  private free(label: string, labelled: Labelled): string {
    let placeholder: string;
    do {
      labelled.count += 1;
      placeholder = `[${label}_${labelled.count}]`;
    } while (this.taken.has(placeholder));
    return placeholder;
  }
}

const BEYOND_ASCII = /[^\0-\x7f]/;

/** What two spellings of one value have in common: in an address every sign counts, elsewhere letters and digits do. */
function normalForm(label: string, value: string): string {
  const isAscii = !BEYOND_ASCII.test(value);
  const plain = (isAscii ? value : value.normalize('NFKC')).toLowerCase();
  if (label === 'EMAIL' || label === OF_PLACEHOLDER) return plain;
  return plain.replace(isAscii ? /[^a-z\d]/g : /[^\p{L}\p{N}]/gu, '') || value;
}
