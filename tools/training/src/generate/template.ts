import type { SeededRandom } from '@gauntlet/statistics';
import { expand, type Phrase } from './phrase';
import type { Slots } from './phrase-file';

/** The slots of a template that the main text can stand in: sentences, a short title, what a user asks. */
export const PLACES = ['text', 'label', 'ask'] as const;
export type Place = (typeof PLACES)[number];

/** What fills a template. Nothing here tells whether the main text is an attack, so that no template can give it away. */
export interface Scene {
  readonly random: SeededRandom;
  /** The main text. */
  readonly core: string;
  readonly values: Slots;
  /** Harmless text for the places that the main text doesn't stand in. */
  filler(place: Place): string;
}

// Private-use letters, which JSON doesn't escape: what stands between two of them is the name of a place.
const MARK = '\uE000';
/** Scripts whose sentences end without a space. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;
/** How often the main text has a place to itself. */
const ALONE: Readonly<Record<Place, number>> = { text: 0.5, label: 1, ask: 0.7 };

/** The text of a template, with the main text in one of its places. */
export function fillTemplate(template: Phrase, scene: Scene): string {
  return fillPlaces([markPlaces(template, scene)], scene).join('');
}

/** Fills all slots but the places, which stay marked. */
export function markPlaces(template: Phrase, { random, values }: Scene): string {
  const fill = (slot: string): string => {
    if (isPlace(slot)) return `${MARK}${slot}${MARK}`;
    if (slot === 'digit') return String(random.below(10));
    return expand(random.pick(values[slot] ?? []), random, fill);
  };
  return expand(template, random, fill);
}

/** Puts the main text into one of the marked places of all the texts, and harmless text into the others. */
export function fillPlaces(texts: readonly string[], scene: Scene): string[] {
  const pieces = texts.map((text) => text.split(MARK));
  const places = pieces.reduce((sum, list) => sum + (list.length - 1) / 2, 0);
  const chosen = scene.random.below(places);
  let place = 0;
  const fill = (name: string) => (place++ === chosen ? placed(name as Place, scene) : scene.filler(name as Place));
  return pieces.map((list) => list.map((piece, index) => (index % 2 === 0 ? piece : fill(piece))).join(''));
}

/** The main text, alone or between harmless sentences. */
function placed(place: Place, { random, core, filler }: Scene): string {
  if (random.chance(ALONE[place])) return core;
  const some = () => Array.from({ length: random.below(3) }, () => filler(place));
  return joined([...some(), core, ...some()], random);
}

/** Sentences one after the other, as some people part them by points and others by lines. */
export function joined(sentences: readonly string[], random: SeededRandom): string {
  const gap = random.weighted({ ' ': 12, '\n': 3, '\n\n': 2, '. ': 1, ' - ': 0.5 });
  return sentences
    .map((sentence, index) => (index === 0 ? sentence : gapAfter(sentences[index - 1], gap) + sentence))
    .join('');
}

function gapAfter(sentence = '', gap: string): string {
  if (gap !== ' ' || !/[\p{L}\p{M}\p{N}]$/u.test(sentence)) return gap;
  return UNSPACED.test(sentence) ? '。' : '. ';
}

function isPlace(slot: string): slot is Place {
  return (PLACES as readonly string[]).includes(slot);
}
