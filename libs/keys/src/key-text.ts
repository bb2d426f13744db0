import { createHmac, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX = 'gk_live_';
const SECRET_BYTES = 32;
const SECRET_CHARS = 43;
const CHECKSUM_CHARS = 6;
const ID_CHARS = 12;
const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET_CHARS + CHECKSUM_CHARS}}$`);

/** A new API key: `gk_live_`, 256 random bits and a checksum, so that scanners know it and a typo is seen offline. */
export function createKeyText(): string {
  const body = PREFIX + base62(BigInt(`0x${randomBytes(SECRET_BYTES).toString('hex')}`), SECRET_CHARS);
  return body + checksumOf(body);
}

/** A new public id of a key, safe to log and to show; says nothing about the key's text. */
export function createKeyId(): string {
  return `key_${Array.from(randomBytes(ID_CHARS), (byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
}

/** True for a text that could be a key: its shape and its checksum are right. */
export function isKeyText(text: string): boolean {
  return SHAPE.test(text) && text.endsWith(checksumOf(text.slice(0, -CHECKSUM_CHARS)));
}

/** True for a text that was meant to be a key of ours, whole or broken. */
export function isMeantAsKey(text: string): boolean {
  return text.startsWith('gk_');
}

/** What is kept of a key: HMAC-SHA-256 with the pepper, hex. Fast on purpose: there are 256 bits to guess. */
export function hashOfKey(text: string, pepper: string): string {
  return createHmac('sha256', pepper).update(text).digest('hex');
}

function checksumOf(body: string): string {
  return base62(BigInt(crc32(body)), CHECKSUM_CHARS);
}

function base62(value: bigint, length: number): string {
  const base = BigInt(ALPHABET.length);
  const digit = (power: number) => ALPHABET[Number((value / base ** BigInt(power)) % base)];
  return Array.from({ length }, (_, index) => digit(length - 1 - index)).join('');
}
