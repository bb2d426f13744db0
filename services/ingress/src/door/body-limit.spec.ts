import { describe, expect, it } from 'vitest';
import { encodeEvent, MAX_EVENT_BYTES, TOPICS } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import { BODY_LIMIT_BYTES } from './body-limit';

const SYSTEM_BYTES = 28 * 1_024;

describe('the body limit', () => {
  it('leaves room for the largest request as it came, as rendered, and as rendered for a backup', () => {
    const event = exampleEvent(TOPICS.rendered, 'backup-version');
    const input = 'x'.repeat(BODY_LIMIT_BYTES);
    const messages = [
      { role: 'system' as const, content: 's'.repeat(SYSTEM_BYTES) },
      { role: 'user' as const, content: input },
    ];
    const content = { ...event.content, input, messages, backupMessages: messages };
    expect(encodeEvent({ ...event, content }).value.byteLength).toBeLessThanOrEqual(MAX_EVENT_BYTES);
  });
});
