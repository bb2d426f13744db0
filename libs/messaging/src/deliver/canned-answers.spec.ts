import { beforeAll, expect, it } from 'vitest';
import { warmUpRecordable } from '@gauntlet/checks/recordable';
import { encodeEvent, type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import type { HeldMessage } from '../consume/assigned-partition';
import type { EventPublisher } from '../publish/event-publisher';
import { CannedAnswers } from './canned-answers';

beforeAll(warmUpRecordable);

it('releases a request that nobody has redacted yet without personal data, and the canned answer as it is written', async () => {
  const accepted = exampleEvent(TOPICS.accepted);
  accepted.content.input = 'I am ann@example.org, SSN 536-90-4399, password: Tr0ub4dor&3';
  accepted.content.cannedAnswer = 'Write to help@shop.example.';
  const held = { message: { value: encodeEvent(accepted).value }, partition: { topic: TOPICS.accepted } };
  const published: GauntletEvent[] = [];
  const publisher = { publish: async (event: GauntletEvent) => void published.push(event) };
  const answers = new CannedAnswers(publisher as unknown as EventPublisher, 'guardrail.input');
  await answers.release(held as HeldMessage, 'deadline_exceeded');
  expect(published).toMatchObject([{ content: { answer: 'Write to help@shop.example.' } }]);
  expect(published).toMatchObject([
    { content: { input: expect.stringMatching(/^I am \[EMAIL_1\], SSN \[US_SSN_1\], password: \[[A-Z_]+_1\]$/) } },
  ]);
});
