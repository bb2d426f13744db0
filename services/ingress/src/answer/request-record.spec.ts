import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReleasedEvent } from '../wait/candidate';
import { requestRecord } from './request-record';

const FIXTURE = join(__dirname, '../../../../libs/contracts/fixtures/llm.response.released.v1.backup-version.json');

describe('requestRecord', () => {
  it('tells why a check failed', () => {
    const { value } = JSON.parse(readFileSync(FIXTURE, 'utf8')) as { value: ReleasedEvent };
    const failure = { outcome: 'error', reason: 'check_failed', cause: 'option x is no option' } as const;
    value.facts.trail.verdicts = value.facts.trail.verdicts.slice(0, 1).map((verdict) => ({ ...verdict, ...failure }));
    const released = { event: value, partition: 0, offset: 0n, releasedAt: Date.now(), traceId: null };
    const { stages } = requestRecord(released, { systemMessages: true });
    const verdicts = stages.flatMap((stage) => ('verdicts' in stage ? (stage.verdicts ?? []) : []));
    expect(verdicts).toMatchObject([failure]);
  });

  it('tells with which parameters each attempt was asked', () => {
    const { value } = JSON.parse(readFileSync(FIXTURE, 'utf8')) as { value: ReleasedEvent };
    const { pin } = value.facts.request;
    pin.model.parameters = { temperature: 0.1 };
    for (const backup of pin.backups) backup.parameters = { temperature: 0.9 };
    const { stages } = requestRecord(
      { event: value, partition: 0, offset: 0n, releasedAt: Date.now(), traceId: null },
      { systemMessages: true },
    );
    const attempts = stages.flatMap((stage) => ('attempts' in stage ? (stage.attempts ?? []) : []));
    expect(attempts.length).toBeGreaterThan(0);
    for (const { rung, parameters } of attempts) expect(parameters).toEqual({ temperature: rung === 0 ? 0.1 : 0.9 });
  });
});
