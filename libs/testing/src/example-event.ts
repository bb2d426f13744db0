import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeEvent, type GauntletEvent, type Topic } from '@gauntlet/contracts';

/** A fresh copy of the recorded example of an event, for a spec to change as it needs. */
export function exampleEvent<T extends Topic>(topic: T): GauntletEvent<T> {
  const file = join(__dirname, '../../contracts/fixtures', `${topic}.json`);
  const { key, headers, value } = JSON.parse(readFileSync(file, 'utf8'));
  return decodeEvent({ topic, headers, key: Buffer.from(key), value: Buffer.from(JSON.stringify(value)) });
}
