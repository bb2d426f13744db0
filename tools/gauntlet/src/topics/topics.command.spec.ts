import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { LocalBroker } from '@gauntlet/messaging/testing';
import { createAllTopics } from './topics.command';

const MEETING = [TOPICS.released, TOPICS.scored];

let broker: LocalBroker;

beforeEach(async () => {
  broker = await LocalBroker.start({ partitions: 1 });
  vi.stubEnv('KAFKA_BROKERS', broker.address);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await broker.remove();
});

it('names the topics whose partitions are raised only while all services are stopped', async () => {
  const said: string[] = [];
  const terminal = { line: (text: string) => void said.push(text), value: () => undefined };
  await createAllTopics({ partitions: 2, alter: false }, terminal);
  expect(said).toContain(`differs  ${TOPICS.accepted}: partitions is 1, 2 was asked for`);
  expect(said.at(-1)).toMatch(new RegExp(`^${MEETING.join(', ')}: .*"More partitions" in docs/operations.md$`));
});
