// A full disk or a reader that is gone is no reason to end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** One line on stderr: stdout carries nothing but the line that says the broker is ready. */
export function warn(message: string): void {
  process.stderr.write(`dev-broker: ${message}\n`);
}
