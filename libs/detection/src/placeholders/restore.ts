import { LONGEST_PLACEHOLDER, PLACEHOLDER } from './placeholder';

/** How a value is written into a text. */
export type Writing = (value: string) => string;

const asText: Writing = (value) => value;

/** Into a string of a JSON document. */
export const asJsonString: Writing = (value) => JSON.stringify(value).slice(1, -1);

/** Puts values back for their placeholders; one without a value stays. Values are not looked through again. */
export function restore(text: string, values: Readonly<Record<string, string>>, write: Writing = asText): string {
  return text.replace(PLACEHOLDER, (placeholder) => {
    const value = values[placeholder];
    return value === undefined ? placeholder : write(value);
  });
}

const BEGINNING = /^\[(?:[A-Z][A-Z0-9_]*(?:\.\d*)?)?$/;

/** Puts values back in a text that comes in chunks; a placeholder may lie in several of them. */
export class RestoringStream {
  private held = '';

  constructor(
    private readonly values: Readonly<Record<string, string>>,
    private readonly write: Writing = asText,
  ) {}

  /** What can be passed on; what may be the beginning of a placeholder is held back, at most 64 characters. */
  push(chunk: string): string {
    const text = this.held + chunk;
    const from = beginningOf(text);
    this.held = text.slice(from);
    return restore(text.slice(0, from), this.values, this.write);
  }

  /** What was held back, at the end of the text. */
  end(): string {
    const rest = this.held;
    this.held = '';
    return rest;
  }
}

function beginningOf(text: string): number {
  const at = text.lastIndexOf('[');
  const isHeld = at !== -1 && text.length - at < LONGEST_PLACEHOLDER && BEGINNING.test(text.slice(at));
  return isHeld ? at : text.length;
}
