import { deadlineSignal } from '@gauntlet/timing';
import type { ModelCall } from '../model-provider';
import { type ErrorResponse, failureOfCall } from './call-failure';

/** One call through an SDK: who is called, for how long, and how to read that SDK's errors. */
export interface LimitedCall {
  readonly provider: string;
  readonly totalMs: number;
  readonly caller: ModelCall['signal'];
  responseOf(error: unknown): ErrorResponse | null;
}

/** Runs an SDK's call within its time. @throws ProviderError for whatever goes wrong in it. */
export async function limitedCall<T>(call: LimitedCall, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal, clear } = deadlineSignal(call.totalMs, call.caller);
  try {
    return await ask(signal);
  } catch (error) {
    throw failureOfCall({ provider: call.provider, error, signal, response: call.responseOf(error) });
  } finally {
    clear();
  }
}
