import { createHash } from 'node:crypto';
import type { Found } from '../found';
import { markedBy, runsOf } from '../runs';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
/** What a checksum of BIP 173 and of BIP 350 comes to. */
const CHECKSUMS = [1, 0x2bc830a3];
const ADDRESS_BYTES = 25;
const CHECKSUM_BYTES = 4;

// Bitcoin, Litecoin, Dogecoin and Tron; then the same and Cardano with a part that names the chain; then Ethereum and its kin.
const ADDRESS = new RegExp(
  `^(?:(?<legacy>[13LMDT][${BASE58}]{25,34})|(?<segwit>(?:bc|tb|ltc)1[${BECH32}]{11,87}|(?:BC|LTC)1[${BECH32.toUpperCase()}]{11,87}|addr1[${BECH32}]{50,110})|(?<account>0x[\\da-fA-F]{40}))$`,
);
const LETTERS_AND_DIGITS = markedBy(/[A-Za-z0-9]/);
/** As of Bitcoin: a part that names the chain, and eleven characters. */
const SHORTEST = 14;

/** Addresses of wallets with a right checksum; those of Ethereum, which have none in small letters, by their form. */
export function findCryptoAddresses(text: string): Found[] {
  return runsOf(text, LETTERS_AND_DIGITS, SHORTEST)
    .filter(({ start, end }) => isAddress(text.slice(start, end)))
    .map((span) => ({ type: 'CRYPTO', ...span }));
}

function isAddress(run: string): boolean {
  const match = ADDRESS.exec(run);
  if (!match) return false;
  const { legacy, segwit } = match.groups ?? {};
  if (legacy !== undefined) return isBase58Check(legacy);
  return segwit === undefined || isBech32(segwit.toLowerCase());
}

/** 21 bytes and the first four of their double SHA-256. */
function isBase58Check(address: string): boolean {
  let number = 0n;
  for (const character of address) number = number * 58n + BigInt(BASE58.indexOf(character));
  const hex = number.toString(16);
  if (hex.length > ADDRESS_BYTES * 2) return false;
  const bytes = Buffer.from(hex.padStart(ADDRESS_BYTES * 2, '0'), 'hex');
  const payload = bytes.subarray(0, -CHECKSUM_BYTES);
  return sha256(sha256(payload)).subarray(0, CHECKSUM_BYTES).equals(bytes.subarray(-CHECKSUM_BYTES));
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function isBech32(address: string): boolean {
  const separator = address.lastIndexOf('1');
  const [chain, data] = [address.slice(0, separator), address.slice(separator + 1)];
  const codes = [...chain].map((character) => character.charCodeAt(0));
  const values = [...data].map((character) => BECH32.indexOf(character));
  return CHECKSUMS.includes(
    polymod([...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values]),
  );
}

function polymod(values: readonly number[]): number {
  return values.reduce((checksum, value) => {
    const top = checksum >> 25;
    const next = ((checksum & 0x1ffffff) << 5) ^ value;
    return GENERATORS.reduce((sum, generator, bit) => ((top >> bit) & 1 ? sum ^ generator : sum), next);
  }, 1);
}
