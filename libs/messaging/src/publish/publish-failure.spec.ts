import {
  KafkaJSConnectionError,
  KafkaJSNonRetriableError,
  KafkaJSProtocolError,
  KafkaJSRequestTimeoutError,
} from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { faultOf } from './publish-failure';

const protocolError = (type: string) => new KafkaJSProtocolError(Object.assign(new Error(type), { type }));
// As kafkajs' own retries wrap it; its types don't know of the cause.
const wrapped = (cause: Error) => Object.assign(new KafkaJSNonRetriableError('wrapped'), { cause });
const system = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });

describe('faultOf', () => {
  it.each([
    ['a connection that was refused', new KafkaJSConnectionError('refused')],
    ['one that the system refused', wrapped(system)],
    ['a request that took too long', new KafkaJSRequestTimeoutError('too long')],
    ['a leader that is another one now', wrapped(protocolError('NOT_LEADER_FOR_PARTITION'))],
    ['replicas that are not there', protocolError('NOT_ENOUGH_REPLICAS')],
  ])('takes %s for an outage', (_what, error) => {
    expect(faultOf(error)).toBeNull();
  });

  it.each([
    ['a record that is too large', wrapped(protocolError('MESSAGE_TOO_LARGE')), 'record', 'MESSAGE_TOO_LARGE'],
    ['a topic that is denied', protocolError('TOPIC_AUTHORIZATION_FAILED'), 'topic', 'TOPIC_AUTHORIZATION_FAILED'],
    ['what can’t be encoded', new TypeError('no string'), 'client', 'TypeError'],
    ['the same as kafkajs wraps it', wrapped(new RangeError('out of range')), 'client', 'RangeError'],
    ['an error that nobody knows', new Error('x'), 'client', 'Error'],
    ['what is no error', 'x', 'client', 'unknown'],
  ])('takes %s for no outage', (_what, error, of, reason) => {
    expect(faultOf(error)).toEqual({ of, reason });
  });
});
