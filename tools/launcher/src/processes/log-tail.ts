import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { printable } from '../printable';

const TAIL_BYTES = 8_192;

/** The last line a process wrote, with the message taken out of a JSON line; for one-line explanations. */
export function lastWords(logFile: string): string {
  const lines = tail(logFile)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const line = lines.at(-1);
  return line === undefined ? 'it said nothing' : printable(message(line));
}

function message(line: string): string {
  if (!line.startsWith('{')) return line;
  try {
    const { msg } = JSON.parse(line) as { msg?: unknown };
    return typeof msg === 'string' ? msg : line;
  } catch {
    // A process that is killed while it writes leaves half a line; half a line is still worth showing.
    return line;
  }
}

function tail(logFile: string): string {
  if (!existsSync(logFile)) return '';
  const file = openSync(logFile, 'r');
  try {
    const { size } = fstatSync(file);
    const length = Math.min(size, TAIL_BYTES);
    const buffer = Buffer.alloc(length);
    readSync(file, buffer, 0, length, size - length);
    return buffer.toString('utf8');
  } finally {
    closeSync(file);
  }
}
