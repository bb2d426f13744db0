import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cuss } from 'cuss';
import { SeededRandom } from '@gauntlet/statistics';
import { expand } from '../generate/phrase';
import { parseLists } from '../generate/phrase-file';
import type { Labelled } from './sample';

const FILE = join(__dirname, '../../templates/toxicity.yml');
// Words that are hardly ever used for anything else, by the rating of cuss.
const SURELY_PROFANE = 2;

/** Texts that hurt, and as many that only look so; the same seed gives the same texts. */
export function toxicityTexts({ seed, count }: { seed: number; count: number }): Labelled[] {
  const lists = parseLists(readFileSync(FILE, 'utf8'), 'templates/toxicity.yml');
  const words = Object.keys(cuss).filter((word) => cuss[word] === SURELY_PROFANE);
  const random = new SeededRandom(seed);
  const say = (slot: string): string =>
    slot === 'slur' ? random.pick(words) : expand(random.pick(lists[slot] ?? []), random, say);
  return Array.from({ length: count }, (_, index) => {
    const label = index % 2 === 0 ? 1 : 0;
    const text = written(say(label === 1 ? 'toxic' : 'harmless'), random);
    return { source: 'generated toxicity', text, label, channel: 'user' };
  });
}

/** As people type: mostly as it is, sometimes in small letters, sometimes loud. */
function written(text: string, random: SeededRandom): string {
  if (random.chance(0.3)) return text.toLowerCase();
  return random.chance(0.1) ? text.toUpperCase() : text;
}
