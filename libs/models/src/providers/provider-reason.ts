import type { ProviderReason } from '@gauntlet/contracts';
import { wordOrNull } from './foreign-word';

/** What a provider wrote into the body of an error, unchecked. */
export interface WrittenReason {
  readonly status: number;
  readonly code: unknown;
  readonly type: unknown;
  readonly param: unknown;
}

/** Why a provider refused, without anything that is no code; what quotes the key is left out. */
export function providerReason({ status, code, type, param }: WrittenReason, key: string | null): ProviderReason {
  return { status, code: wordOrNull(code, key), type: wordOrNull(type, key), param: wordOrNull(param, key) };
}
