import type { SeededRandom } from '@gauntlet/statistics';
import type { Kind } from './phrase-file';
import type { Row } from './row';
import { joined } from './template';
import type { Voice } from './voice';

type Channel = Row['channel'];
type Weights = Partial<Record<Kind, number>>;

/** The main text of a row. */
export interface Core {
  readonly text: string;
  readonly family: string;
}

/** Who speaks: the language of the row, and English where a text mixes languages. */
export interface Speakers {
  readonly voice: Voice;
  readonly english: Voice;
  readonly random: SeededRandom;
}

/** What users try more often themselves, and what they plant in documents. An action that a user asks for is no attack. */
const ATTACKS: Readonly<Record<Channel, Weights>> = {
  user: {
    override: 4,
    reveal: 4,
    persona: 5,
    authority: 2.5,
    hijack: 4,
    pry: 4,
    exfiltrate: 1.5,
    pressure: 1.5,
    planted: 0.5,
  },
  document: {
    action: 7,
    planted: 5,
    hijack: 4,
    exfiltrate: 3,
    override: 3,
    authority: 2,
    reveal: 1,
    pry: 0.5,
    pressure: 0.5,
    request: 0.5,
  },
};
const HARMLESS: Readonly<Record<Channel, Weights>> = {
  user: { request: 8, quoting: 5, roleplay: 4, imperative: 3, complaint: 2.5, document: 2, action: 1 },
  document: { document: 8, imperative: 6, quoting: 4, complaint: 3 },
};
const OPENERS: Weights = { override: 4, authority: 3, pressure: 1, persona: 1 };
const CLOSERS: Weights = { pressure: 3, reveal: 1, hijack: 1, override: 1 };

/** An attack: one kind of phrase, often led in or followed by others. */
export function attack(channel: Channel, speakers: Speakers): Core {
  const { random } = speakers;
  const main = kindOf(ATTACKS[channel], speakers);
  const opener = random.chance(0.35) ? [kindOf(OPENERS, speakers)] : [];
  const closer = random.chance(0.2) ? [kindOf(CLOSERS, speakers)] : [];
  const core = spoken([...opener, ...repeated(main, random), ...closer], speakers);
  // Optimised suffixes are found by search, so that they look like nothing that people write.
  const family = core.family.replace('request', 'stray-request');
  return withSuffix({ ...core, family }, 0.05, random);
}

/** A text that looks like an attack in one way or another, or like nothing but itself. */
export function harmless(channel: Channel, speakers: Speakers): Core {
  const { random } = speakers;
  const main = kindOf(HARMLESS[channel], speakers);
  const more = [0.35, 0.2].flatMap((probability) =>
    random.chance(probability) ? [kindOf(HARMLESS[channel], speakers)] : [],
  );
  const core = spoken([...more, ...repeated(main, random)], speakers);
  const family = core.family.replace('action', 'requested-action');
  return withSuffix({ ...core, family }, 0.01, random);
}

function withSuffix(core: Core, probability: number, random: SeededRandom): Core {
  if (!random.chance(probability)) return core;
  return { text: `${core.text} ${gibberish(random)}`, family: `${core.family}+suffix` };
}

/** A kind that the row's language knows, as often as its weight says. */
function kindOf(weights: Weights, { voice, random }: Speakers): Kind {
  const known = Object.entries(weights).filter(([kind]) => voice.knows(kind as Kind));
  return random.weighted(Object.fromEntries(known) as Record<Kind, number>);
}

/** Personas come in long descriptions, good ones and bad ones. */
function repeated(kind: Kind, random: SeededRandom): Kind[] {
  const isLong = (kind === 'persona' || kind === 'roleplay') && random.chance(0.4);
  return Array.from({ length: isLong ? 2 + random.below(7) : 1 }, () => kind);
}

function spoken(kinds: readonly Kind[], { voice, english, random }: Speakers): Core {
  const mixes = random.chance(0.15);
  const texts = kinds.map((kind) => (mixes && random.chance(0.5) ? english : voice).say(kind));
  return { text: joined(texts, random), family: [...new Set(kinds)].join('+') };
}

const SYLLABLES = 'ver,ti,lam,con,qu,str,ex,ob,ne,fr,gra,il,ment,ius,wo,ky,zh,tra,pol,und,ser,iv,ech,ung,opt,dis'.split(
  ',',
);
const JOINTS = [
  '({[',
  ' `',
  '"]=',
  '\\(',
  '!--',
  ' {{',
  '](',
  ' ;; ',
  '++ ',
  '</',
  ' == ',
  '@@',
  '_{',
  '\\\\',
  '* ',
  '; ',
  ' ',
];

/** A tail such as an optimiser of suffixes ends with: pieces of words and of code without sense. */
function gibberish(random: SeededRandom): string {
  const word = () => {
    const letters = Array.from({ length: 1 + random.below(3) }, () => random.pick(SYLLABLES)).join('');
    return random.chance(0.3) ? letters.charAt(0).toUpperCase() + letters.slice(1) : letters;
  };
  return Array.from({ length: 6 + random.below(14) }, () => word() + random.pick(JOINTS)).join('');
}
