import { Logger } from '@nestjs/common';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DatabaseUnavailableError, StatementError } from '@gauntlet/persistence';
import type { CallRepository, Claim } from './call.repository';
import { UnstoredResults } from './unstored-results';

const CLAIM: Claim = { requestId: 'r', turn: 0, rung: 0, claim: 'c', owner: 'me' };
const resultOf = (characters: number) => ({
  attempts: [],
  reply: { text: 'x'.repeat(characters), provider: 'p', model: 'm', finishReason: null, usage: null },
});

function resultsWith(refusal: Error): UnstoredResults {
  const results = new UnstoredResults({ store: () => Promise.reject(refusal) } as unknown as CallRepository);
  results.onModuleInit();
  return results;
}

describe('UnstoredResults', () => {
  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('keeps what the ledger can’t take now, as while it is away, and forgets what it refuses', async () => {
    const away = resultsWith(new DatabaseUnavailableError('away'));
    const deadlocked = resultsWith(new StatementError({ code: '40P01', message: 'deadlock detected' }));
    const refusing = resultsWith(new StatementError({ code: '22P02', message: 'invalid input syntax' }));
    for (const results of [away, deadlocked, refusing]) results.keep(CLAIM, resultOf(1));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(away.find(CLAIM)).not.toBeNull();
    expect(deadlocked.find(CLAIM)).not.toBeNull();
    expect(refusing.find(CLAIM)).toBeNull();
    for (const results of [away, deadlocked]) results.onApplicationShutdown();
  });

  it('holds at most 32 million characters', () => {
    const results = resultsWith(new DatabaseUnavailableError('away'));
    for (let rung = 0; rung < 40; rung += 1) results.keep({ ...CLAIM, rung }, resultOf(1_000_000));
    expect(results.find({ ...CLAIM, rung: 7 })).toBeNull();
    expect(results.find({ ...CLAIM, rung: 8 })).not.toBeNull();
    results.onApplicationShutdown();
  });
});
