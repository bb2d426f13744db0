/** Where a command says what it found: lines for a person, or values for a program (`--json`). */
export interface Terminal {
  /** A line for a person; nothing with `--json`. */
  line(text: string): void;
  /** The same for a program, one JSON document; nothing without `--json`. */
  value(value: unknown): void;
}

/** Standard output. */
export function stdoutTerminal({ json }: { json: boolean }): Terminal {
  return {
    line: (text) => (json ? undefined : console.log(text)),
    value: (value) => (json ? console.log(JSON.stringify(value)) : undefined),
  };
}
