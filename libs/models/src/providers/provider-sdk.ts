import type { ModelCall, ModelReply } from '../model-provider';
import type { ErrorResponse } from './call-failure';

/** What is different from one provider's SDK to another's. */
export interface ProviderSdk {
  /** Throws whatever the SDK throws. */
  readonly ask: (call: ModelCall, signal: AbortSignal) => Promise<ModelReply>;
  /** Null for an error that is not about a response. */
  readonly responseOf: (error: unknown) => ErrorResponse | null;
}
