import { describe, expect, it } from 'vitest';
import type { LogLevel } from '../config/runtime.config';
import { JsonLogger } from './json-logger';

function logged(level: LogLevel, write: (logger: JsonLogger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(
    new JsonLogger({ service: 'guardrail', level, destination: { write: (line: string) => void lines.push(line) } }),
  );
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('JsonLogger', () => {
  it('writes one JSON line with service, level and context', () => {
    const [line] = logged('info', (logger) => logger.log('hello', 'Trial'));
    expect(line).toMatchObject({ service: 'guardrail', level: 'info', context: 'Trial', msg: 'hello' });
  });

  it('takes fields from an object', () => {
    const [line] = logged('info', (logger) => logger.log({ msg: 'ready', port: 1 }, 'Trial'));
    expect(line).toMatchObject({ msg: 'ready', port: 1, context: 'Trial' });
  });

  it('keeps an error with its stack and its own words', () => {
    const [line] = logged('info', (logger) => logger.error('could not', new Error('why'), 'Trial'));
    expect(line).toMatchObject({ msg: 'could not', err: { message: 'why' } });
  });

  it('leaves the framework’s start-up lines to debug', () => {
    expect(logged('info', (logger) => logger.log('Mapped {/}', 'RouterExplorer'))).toEqual([]);
  });

  it('leaves what the framework says of an error to whoever gets the error', () => {
    const write = (logger: JsonLogger) => logger.error(new Error('why'), 'ExceptionHandler');
    expect(logged('info', write)).toEqual([]);
    expect(logged('debug', write)).toMatchObject([{ level: 'debug', msg: 'why' }]);
  });
});
