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
    const { stages } = requestRecord(released, { systemMessages: true, alsoOf: [] });
    const verdicts = stages.flatMap((stage) => ('verdicts' in stage ? (stage.verdicts ?? []) : []));
    expect(verdicts).toMatchObject([failure]);
  });

  it('tells what a judge said of a score in doubt, and what that cost', () => {
    const { value } = JSON.parse(readFileSync(FIXTURE, 'utf8')) as { value: ReleasedEvent };
    const said = { prompt: 'injection-judge@v1', hash: 'a'.repeat(64), model: 'openai/x', verdict: 'harmful' } as const;
    const usage = { inputTokens: 400, outputTokens: 5, costUsd: 0.001 };
    const judge = { ...said, reason: null, usage, durationMs: 312.5 };
    value.facts.trail.verdicts = value.facts.trail.verdicts.slice(0, 1).map((verdict) => ({ ...verdict, judge }));
    const released = { event: value, partition: 0, offset: 0n, releasedAt: Date.now(), traceId: null };
    const { stages } = requestRecord(released, { systemMessages: true, alsoOf: [] });
    const [verdict] = stages.flatMap((stage) => ('verdicts' in stage ? (stage.verdicts ?? []) : []));
    const spent = { input_tokens: 400, output_tokens: 5, cost_usd: 0.001, duration_ms: 312.5 };
    expect(verdict?.judge).toEqual({ ...said, reason: null, ...spent });
  });

  it('tells with which parameters each attempt was asked', () => {
    const { value } = JSON.parse(readFileSync(FIXTURE, 'utf8')) as { value: ReleasedEvent };
    const { pin } = value.facts.request;
    pin.model.parameters = { temperature: 0.1 };
    for (const backup of pin.backups) backup.parameters = { temperature: 0.9 };
    const { stages } = requestRecord(
      { event: value, partition: 0, offset: 0n, releasedAt: Date.now(), traceId: null },
      { systemMessages: true, alsoOf: [] },
    );
    const attempts = stages.flatMap((stage) => ('attempts' in stage ? (stage.attempts ?? []) : []));
    expect(attempts.length).toBeGreaterThan(0);
    for (const { rung, parameters } of attempts) expect(parameters).toEqual({ temperature: rung === 0 ? 0.1 : 0.9 });
  });
});
