import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cuss } from 'cuss';
import { toxicWords } from '@gauntlet/detection/model';
import { SeededRandom } from '@gauntlet/statistics';
import { expand } from '../generate/phrase';
import { parseLists } from '../generate/phrase-file';
import type { Labelled } from './sample';

const FILE = join(__dirname, '../../templates/toxicity.yml');
// Words that are hardly ever used for anything else, by the rating of cuss.
const SURELY_PROFANE = 2;
// In words; what stands behind is cut off before an insult is planted.
const LONGEST = 30;
// The others are slurs that few people use.
const SHARE_OF_INSULTS = 0.65;

/** What texts are made, and of which phrases. */
interface ToxicityOptions {
  readonly source: string;
  readonly seed: number;
  readonly count: number;
  /** The names of two lists in `templates/toxicity.yml`. */
  readonly lists: readonly [harmless: string, toxic: string];
}

type Planted = Pick<ToxicityOptions, 'source' | 'count'>;

/** Texts that hurt, and as many that only look so; the same seed gives the same texts. */
export function toxicityTexts({ source, seed, count, lists: kinds }: ToxicityOptions): Labelled[] {
  const lists = parseLists(readFileSync(FILE, 'utf8'), 'templates/toxicity.yml');
  const words = Object.keys(cuss).filter((word) => cuss[word] === SURELY_PROFANE);
  const random = new SeededRandom(seed);
  const say = (slot: string): string =>
    slot === 'slur' ? random.pick(words) : expand(random.pick(lists[slot] ?? []), random, say);
  return Array.from({ length: count }, (_, index) => {
    const label = index % 2 === 0 ? 1 : 0;
    return { source, text: written(say(kinds[label]), random), label, channel: 'user' };
  });
}

/** Harmless texts with an insult at any place: what makes them toxic is that word alone. */
export function insultsIn(texts: readonly Labelled[], { source, count }: Planted, random: SeededRandom): Labelled[] {
  const lists = toxicWords();
  const wordsOf = (kind: string) => (lists.get(kind) ?? '').replaceAll('*', '').split(' ');
  const [insults, slurs] = [wordsOf('insult'), wordsOf('slur')];
  return Array.from({ length: count }, () => {
    const host = random.pick(texts);
    const words = host.text.split(' ').slice(0, LONGEST);
    words.splice(random.below(words.length + 1), 0, random.pick(random.chance(SHARE_OF_INSULTS) ? insults : slurs));
    return { source, host: host.source, text: written(words.join(' '), random), label: 1, channel: 'user' };
  });
}

/** As people type: mostly as it is, sometimes in small letters, sometimes loud. */
function written(text: string, random: SeededRandom): string {
  if (random.chance(0.3)) return text.toLowerCase();
  return random.chance(0.1) ? text.toUpperCase() : text;
}
