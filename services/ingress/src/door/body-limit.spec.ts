import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeEvent, MAX_EVENT_BYTES, TOPICS } from '@gauntlet/contracts';
import { HTTP_ERRORS } from '@gauntlet/contracts/http';
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

  it('is the number that the list of errors and the README tell', () => {
    const limit = `${BODY_LIMIT_BYTES / 1_024} KiB`;
    expect(HTTP_ERRORS.request_too_large.when).toBe(`the body is over ${limit}`);
    expect(readFileSync(join(__dirname, '../../README.md'), 'utf8')).toContain(`**Body limit**: ${limit},`);
  });
});
