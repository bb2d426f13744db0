/** One line on stderr: stdout carries nothing but the line that says the broker is ready. */
export function warn(message: string): void {
  process.stderr.write(`dev-broker: ${message}\n`);
}
