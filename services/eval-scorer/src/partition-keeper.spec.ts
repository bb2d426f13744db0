import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Database, DatabaseUnavailableError, StatementError } from '@gauntlet/persistence';
import { EvalScorerConfig } from './eval-scorer.config';
import { PartitionKeeper } from './partition-keeper';

const DENIED = new StatementError({ code: '42501', message: 'permission denied for schema eval_scorer' });

let warn: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  vi.useFakeTimers();
  warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
});

afterEach(() => {
  vi.useRealTimers();
  warn.mockRestore();
});

async function tryTwice(refusal: Error): Promise<void> {
  const database = { query: () => Promise.reject(refusal) } as unknown as Database;
  const keeper = new PartitionKeeper(database, new EvalScorerConfig());
  keeper.onModuleInit();
  await vi.advanceTimersByTimeAsync(6_000);
  keeper.onApplicationShutdown();
}

it('warns once of a statement that Postgres refuses, however often it is tried', async () => {
  await tryTwice(DENIED);
  expect(warn.mock.calls).toEqual([[expect.stringContaining('permission denied for schema eval_scorer')]]);
});

it('leaves an outage to the database, which reports it', async () => {
  await tryTwice(new DatabaseUnavailableError('away'));
  expect(warn).not.toHaveBeenCalled();
});
