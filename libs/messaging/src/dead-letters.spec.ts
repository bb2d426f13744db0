import { InvalidEventError } from '@gauntlet/contracts';
import { describe, expect, it } from 'vitest';
import { AssignedPartition } from './assigned-partition';
import { DeadLetters } from './dead-letters';
import { BrokerUnavailableError } from './messaging.errors';
import { RecordWriter } from './record-writer';

describe('DeadLetters', () => {
  it('takes every refusal for an outage, so that the message is kept and not dropped', async () => {
    const refused = Object.assign(new Error('too large'), { type: 'MESSAGE_TOO_LARGE' });
    const transport = { send: () => Promise.reject(refused), close: () => Promise.resolve() };
    const writer = new RecordWriter({ transport, timeoutMs: 1_000, onBatch: () => undefined });
    const message = { offset: '7', key: null, value: null, timestamp: '0', attributes: 0, headers: {} };
    const held = { message, offset: 7n, partition: new AssignedPartition('t', 0, 7n) };
    const failure = { error: new InvalidEventError('t', []), attempts: 1, group: 'g' };
    await expect(new DeadLetters(writer, 'guardrail').write(held, failure)).rejects.toThrow(BrokerUnavailableError);
  });
});
