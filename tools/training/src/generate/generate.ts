import { SeededRandom } from '@gauntlet/statistics';
import { attack, type Core, harmless, type Speakers } from './core';
import { type Library, readLibrary } from './library';
import { disturb } from './noise';
import { parsePhrase } from './phrase';
import type { PhraseFile } from './phrase-file';
import { fillRecord } from './record';
import type { Row } from './row';
import { fillTemplate, markPlaces, type Place, type Scene } from './template';
import { Voice } from './voice';

/** How often a row is in English, the language of most attacks; the other languages share the rest. */
const ENGLISH = 0.35;
const TITLE = parsePhrase('{title}');

/**
 * Makes labelled texts; the same seed makes the same rows, and a greater count only adds to them. Channel, language, carrier,
 * wrapping and noise are drawn without a look at the label, so that none of them tells it.
 */
export function* generate({ seed, count }: { seed: number; count: number }): Generator<Row> {
  const library = readLibrary();
  const random = new SeededRandom(seed);
  for (let made = 0; made < count; made += 1) yield row(library, random);
}

function row(library: Library, random: SeededRandom): Row {
  const label = random.chance(0.5) ? 1 : 0;
  const channel = random.chance(0.5) ? 'user' : 'document';
  const speakers = speakersOf(library.languages, random);
  const core = label === 1 ? attack(channel, speakers) : harmless(channel, speakers);
  const scene = sceneOf(core, speakers, library);
  const { carrier, text } = channel === 'user' ? prompt(scene, library) : document(scene, library);
  return { text, label, channel, family: core.family, carrier, language: speakers.voice.language };
}

function speakersOf(languages: readonly PhraseFile[], random: SeededRandom): Speakers {
  const english = languages.filter(({ language }) => language === 'en');
  const others = languages.filter(({ language }) => language !== 'en');
  const choice = others.length === 0 || random.chance(ENGLISH) ? english : others;
  const voice = new Voice(random.pick(choice), random);
  return { voice, english: new Voice(random.pick(english), random), random };
}

/** The main text in its wrapping, among sentences of its own language or of English. */
function sceneOf(core: Core, { voice, english, random }: Speakers, { values, wrappings }: Library): Scene {
  const around = random.chance(0.15) ? english : voice;
  const bare: Scene = {
    random,
    values,
    core: disturb(core.text, random),
    filler: (place) => filler(place, around, bare),
  };
  if (random.chance(0.75)) return bare;
  const wrapping = random.pick(random.pick(Object.values(wrappings)));
  return { ...bare, core: fillTemplate(wrapping, bare) };
}

function filler(place: Place, voice: Voice, scene: Scene): string {
  if (place === 'label') return markPlaces(TITLE, scene);
  return voice.say(place === 'ask' ? 'request' : scene.random.weighted({ document: 5, imperative: 1 }));
}

function prompt(scene: Scene, { prompts }: Library) {
  const carrier = scene.random.chance(0.5) ? 'plain' : scene.random.pick(Object.keys(prompts));
  return { carrier, text: fillTemplate(scene.random.pick(prompts[carrier] ?? []), scene) };
}

function document(scene: Scene, { documents, records }: Library) {
  const { random } = scene;
  if (random.chance(0.5)) {
    const carrier = random.pick(Object.keys(records));
    return { carrier, text: fillRecord(carrier, records[carrier] ?? '', scene) };
  }
  const carrier = random.pick(Object.keys(documents));
  return { carrier, text: fillTemplate(random.pick(documents[carrier] ?? []), scene) };
}
