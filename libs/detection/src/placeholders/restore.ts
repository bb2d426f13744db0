import { PLACEHOLDER } from './placeholder';

/** How a value is written into a text. */
export type Writing = (value: string) => string;

const asText: Writing = (value) => value;

/** Into a string of a JSON document. */
export const asJsonString: Writing = (value) => JSON.stringify(value).slice(1, -1);

/** Into a text or an attribute of HTML. */
export const asHtml: Writing = (value) => value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Puts values back for their placeholders; one without a value stays. Values are not looked through again. */
export function restore(text: string, values: Readonly<Record<string, string>>, write: Writing = asText): string {
  return text.replace(PLACEHOLDER, (placeholder) => {
    const value = values[placeholder];
    return value === undefined ? placeholder : write(value);
  });
}
