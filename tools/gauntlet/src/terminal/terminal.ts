import { printable, printableJson } from '@gauntlet/launcher/printable';

/** Where a command says what it found: lines for a person, or values for a program (`--json`). */
export interface Terminal {
  /** Text for a person, with its line breaks; nothing with `--json`. */
  line(text: string): void;
  /** The same for a program, one JSON document; nothing without `--json`. */
  value(value: unknown): void;
}

/** Standard output. What others wrote reaches it as text: no terminal obeys what is in an answer or a dead letter. */
export function stdoutTerminal({ json }: { json: boolean }): Terminal {
  return {
    line: (text) => (json ? undefined : console.log(printable(text, { lines: true }))),
    value: (value) => (json ? console.log(printableJson(value)) : undefined),
  };
}
