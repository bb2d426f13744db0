import { Logger } from '@nestjs/common';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANY_LENGTH } from '../../test/any-length';
import { ModelInvokerConfig } from '../model-invoker.config';
import { attemptOn } from '../rung';
import type { CallResult } from './model-caller';
import { ModelCircuits } from './model-circuits';

const MODEL = 'openai/large';

function result(code: string | null, durationMs = 10): CallResult {
  const key = { requestId: 'r', turn: 0, rung: 0 };
  const model = { provider: 'openai', model: 'large', parameters: {} };
  const rung = {
    key,
    model,
    after: 1,
    messages: [],
    responseFormat: { type: 'text' as const },
    answerLimit: ANY_LENGTH,
    isOwn: false,
    promptVersion: 'v1',
  };
  const timing = { startedAt: new Date().toISOString(), durationMs };
  const attempt = {
    ...attemptOn(rung, 1),
    ...timing,
    outcome: code ? 'failed' : 'succeeded',
    errorCode: code,
    usage: null,
  } as const;
  if (code !== null) return { attempt, reply: null, failure: { code, retryable: true, spent: 'unknown', message: '' } };
  return {
    attempt,
    failure: null,
    reply: { text: 'x', provider: 'openai', model: 'large', finishReason: null, usage: null },
  };
}

async function feed(circuits: ModelCircuits, count: number, code: string | null, durationMs?: number): Promise<void> {
  for (let call = 0; call < count; call += 1) await circuits.run(MODEL, async () => result(code, durationMs));
}

describe('ModelCircuits', () => {
  let circuits: ModelCircuits;
  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => {
    vi.useFakeTimers();
    circuits = new ModelCircuits(new ModelInvokerConfig());
  });
  afterEach(() => void vi.useRealTimers());

  it('opens once more than half of at least ten calls failed, for this model alone', async () => {
    await feed(circuits, 4, null);
    await feed(circuits, 4, 'provider_unavailable');
    expect(circuits.isOpen(MODEL)).toBe(false);
    await feed(circuits, 2, 'provider_headers_timeout');
    expect(circuits.isOpen(MODEL)).toBe(true);
    expect(circuits.isOpen('openai/small')).toBe(false);
  });

  it.each([
    'provider_rate_limited',
    'provider_rejected',
    'provider_conflict',
    'provider_auth_failed',
    'provider_key_missing',
    'provider_no_text',
    'provider_content_filtered',
    'provider_answer_too_long',
  ])('takes %s for no illness', async (code) => {
    await feed(circuits, 30, code);
    expect(circuits.isOpen(MODEL)).toBe(false);
  });

  it('blames the model for a timeout only when it had fair time', async () => {
    await feed(circuits, 30, 'provider_timeout', 400);
    expect(circuits.isOpen(MODEL)).toBe(false);
    await feed(circuits, 40, 'provider_timeout', 14_000);
    expect(circuits.isOpen(MODEL)).toBe(true);
  });

  it('lets one call look, while all others still go elsewhere, and believes it', async () => {
    await feed(circuits, 10, 'provider_overloaded');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(circuits.isOpen(MODEL)).toBe(false);
    let answer: (result: CallResult) => void = () => undefined;
    const look = circuits.run(MODEL, () => new Promise((resolve) => (answer = resolve)));
    expect(circuits.isOpen(MODEL)).toBe(true);
    answer(result(null));
    await look;
    expect(circuits.isOpen(MODEL)).toBe(false);
  });

  it('does not remember models without end', async () => {
    for (let model = 0; model < 1_100; model += 1) await circuits.run(`openai/${model}`, async () => result(null));
    await feed(circuits, 10, 'provider_overloaded');
    expect(circuits.isOpen(MODEL)).toBe(true);
  });

  it.each([-3_600_000, 3_600_000])('opens for as long when the clock is set by %i ms', async (step) => {
    await feed(circuits, 10, 'provider_overloaded');
    vi.setSystemTime(Date.now() + step);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(circuits.isOpen(MODEL)).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(circuits.isOpen(MODEL)).toBe(false);
    await feed(circuits, 1, null);
    expect(circuits.isOpen(MODEL)).toBe(false);
  });

  it('forgets calls after ten seconds, also when the clock was set back', async () => {
    await feed(circuits, 40, null);
    vi.setSystemTime(Date.now() - 3_600_000);
    await vi.advanceTimersByTimeAsync(10_000);
    await feed(circuits, 10, 'provider_unavailable');
    expect(circuits.isOpen(MODEL)).toBe(true);
  });

  it('stays open when the look fails', async () => {
    await feed(circuits, 10, 'provider_overloaded');
    await vi.advanceTimersByTimeAsync(5_000);
    await feed(circuits, 1, 'provider_idle_timeout');
    expect(circuits.isOpen(MODEL)).toBe(true);
  });
});
