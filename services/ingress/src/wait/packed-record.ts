import { deflateSync, inflateSync } from 'node:zlib';
import { storableJson } from '@gauntlet/persistence';
import { RECORD_DICTIONARY } from './record-dictionary';

const OPTIONS = { dictionary: Buffer.from(RECORD_DICTIONARY) };

/**
 * A record as `ingress.candidates` has it: JSON in the zlib format (RFC 1950). Its header names the dictionary by a checksum,
 * and another checksum is over the JSON, so bytes that are not whole are no record. Texts are made as storable as `jsonb`
 * wants them, since every other table has them so.
 */
export function packRecord(record: object): Buffer {
  return deflateSync(storableJson(record), OPTIONS);
}

/** What {@link packRecord} was given. @throws Error for other bytes, or for another dictionary. */
export function unpackRecord<Packed extends object>(bytes: Buffer): Packed {
  return JSON.parse(inflateSync(bytes, OPTIONS).toString()) as Packed;
}
