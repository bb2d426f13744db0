import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeEvent, type GauntletEvent, type Topic } from '@gauntlet/contracts';

/**
 * A fresh copy of a recorded example of an event, for a spec to change as it needs.
 * @param variant of the events that there are several of, such as `backup-version`: a backup answered with its own
 */
export function exampleEvent<T extends Topic>(topic: T, variant?: string): GauntletEvent<T> {
  const name = variant ? `${topic}.${variant}` : topic;
  const file = join(__dirname, '../../contracts/fixtures', `${name}.json`);
  const { key, headers, value } = JSON.parse(readFileSync(file, 'utf8'));
  return decodeEvent({ topic, headers, key: Buffer.from(key), value: Buffer.from(JSON.stringify(value)) });
}
