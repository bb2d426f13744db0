import { KafkaJSProtocolError } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { WatchedTransport } from './watched-transport';

const refused = (type: string) => new KafkaJSProtocolError(Object.assign(new Error(`it says ${type}`), { type }));

function transportThat(outcomes: (Error | null)[]): WatchedTransport {
  const send = () => {
    const outcome = outcomes.shift();
    return outcome ? Promise.reject(outcome) : Promise.resolve([]);
  };
  return new WatchedTransport({ send, close: () => Promise.resolve() });
}

describe('what publishing says of Kafka', () => {
  it('is that its disk is full, until it takes records again', async () => {
    const transport = transportThat([refused('KAFKA_STORAGE_ERROR'), null]);
    expect(() => transport.checkPublishing()).not.toThrow();
    await expect(transport.send([])).rejects.toThrow();
    expect(() => transport.checkPublishing()).toThrow(/^Kafka took nothing since .*KAFKA_STORAGE_ERROR/);
    await transport.send([]);
    expect(() => transport.checkPublishing()).not.toThrow();
  });

  it('is nothing where a record or our own code is at fault', async () => {
    const transport = transportThat([refused('MESSAGE_TOO_LARGE'), new TypeError('no text')]);
    for (let time = 0; time < 2; time += 1) await expect(transport.send([])).rejects.toThrow();
    expect(() => transport.checkPublishing()).not.toThrow();
  });
});
