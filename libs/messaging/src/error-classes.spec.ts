import { describe, expect, it } from 'vitest';
import { InvalidEventError } from '@gauntlet/contracts';
import { classify, describeError } from './error-classes';
import { BrokerUnavailableError } from './messaging.errors';

describe('classify', () => {
  it.each([
    ['a dependency that is away', new BrokerUnavailableError('away'), 'dependency'],
    ['an invalid event', new InvalidEventError('t', []), 'permanent'],
    ['an error that says it is not retryable', Object.assign(new Error(), { retryable: false }), 'permanent'],
    ['an error that says it is retryable', Object.assign(new Error(), { retryable: true }), 'transient'],
    ['any other error', new Error('x'), 'transient'],
    ['something that is not an error', 'x', 'transient'],
  ])('takes %s as it is', (_name, error, expected) => {
    expect(classify(error)).toBe(expected);
  });
});

describe('describeError', () => {
  it('shows the message of our own errors and of programming errors', () => {
    expect(describeError(new BrokerUnavailableError('away'))).toEqual({ code: 'broker_unavailable', message: 'away' });
    expect(describeError(new TypeError('x is not a function')).message).toBe('x is not a function');
  });

  it('withholds a message that may quote a request', () => {
    const error = Object.assign(new Error('invalid input: my card is 4111'), { code: '22P02' });
    expect(describeError(error)).toEqual({ code: '22P02', message: expect.not.stringContaining('4111') });
    expect(describeError(new SyntaxError('Unexpected token in "secret"')).message).not.toContain('secret');
  });

  it('redacts the name of a field that a caller has named after a person', () => {
    const problems = [{ field: '/facts/tags/ann@example.org', problem: 'Expected string' }];
    const { message } = describeError(new InvalidEventError('llm.request.submitted.v1', problems));
    expect(message).toBe('llm.request.submitted.v1: /facts/tags/[email]: Expected string');
  });

  it('keeps a dead letter header short', () => {
    expect(describeError(new TypeError('x'.repeat(10_000))).message).toHaveLength(500);
  });
});
