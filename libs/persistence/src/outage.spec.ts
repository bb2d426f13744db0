import { describe, expect, it } from 'vitest';
import { outageOf } from './outage';
import { StatementError } from './statement.error';

describe('outageOf', () => {
  it.each([
    ['ECONNREFUSED', 'gone'],
    ['57P03', 'gone'],
    ['08006', 'gone'],
    ['28P01', 'gone'],
    ['57P01', 'gone'],
    ['25006', 'gone'],
    ['CERT_HAS_EXPIRED', 'gone'],
    ['53300', 'overloaded'],
    ['57014', 'overloaded'],
    ['23505', 'none'],
    ['40P01', 'none'],
  ])('takes %s for %s', (code, outage) => {
    expect(outageOf(Object.assign(new Error('x'), { code }))).toBe(outage);
    expect(outageOf({ driverError: { code } })).toBe(outage);
    expect(outageOf(new AggregateError([Object.assign(new Error('x'), { code })]))).toBe(outage);
  });

  it('knows the errors that pg throws without a code', () => {
    expect(outageOf(new Error('Connection terminated unexpectedly'))).toBe('gone');
    expect(outageOf(new Error('timeout exceeded when trying to connect'))).toBe('overloaded');
  });
});

describe('StatementError', () => {
  it('never quotes the value that Postgres complained about', () => {
    const error = new StatementError({
      code: '22P02',
      message: 'invalid input syntax for type uuid: "jane@example.org"',
    });
    expect(error.message).toBe('Postgres refused a statement (22P02): invalid input syntax for type uuid');
    expect(error.retryable).toBe(false);
  });
});
