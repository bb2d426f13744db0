/** The value of a JSON text; undefined when it is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // The parser's message quotes the text.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
