import { deflateSync, inflateSync } from 'node:zlib';
import { storableJson } from '@gauntlet/persistence';
import { RECORD_DICTIONARY } from './record-dictionary';

const DICTIONARY = { dictionary: Buffer.from(RECORD_DICTIONARY) };
/** The fastest levels take half of the CPU of the default for 7 % more bytes, and 10 ms in place of 27 for a largest event. */
const FAST = { ...DICTIONARY, level: 2 };

/**
 * A record as `ingress.candidates` has it: JSON in the zlib format (RFC 1950). Its header names the dictionary by a checksum,
 * and another checksum is over the JSON, so bytes that are not whole are no record. Texts are made as storable as `jsonb`
 * wants them, since every other table has them so.
 */
export function packRecord(record: object): Buffer {
  return deflateSync(storableJson(record), FAST);
}

/** What {@link packRecord} was given. @throws Error for other bytes, or for another dictionary. */
export function unpackRecord<Packed extends object>(bytes: Buffer): Packed {
  return JSON.parse(inflateSync(bytes, DICTIONARY).toString()) as Packed;
}
