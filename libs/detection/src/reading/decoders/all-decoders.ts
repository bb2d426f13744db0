import { BASE_64_AND_32 } from './base64';
import { CHARACTER_CODES } from './character-codes';
import { CIPHERS } from './ciphers';
import type { Decoder } from './decoder';
import { LEETSPEAK } from './leetspeak';
import { MORSE } from './morse';
import { PIG_LATIN } from './pig-latin';
import { REVERSED } from './reversed';
import { SPACED_OUT } from './spaced-out';
import { UPSIDE_DOWN } from './upside-down';

/** Everything that is decoded from what a reader sees. */
export const DECODERS: readonly Decoder[] = [
  ...BASE_64_AND_32,
  ...CHARACTER_CODES,
  ...CIPHERS,
  ...REVERSED,
  SPACED_OUT,
  LEETSPEAK,
  MORSE,
  PIG_LATIN,
  UPSIDE_DOWN,
];
