import { BOUNDARY, classOf, FIRST_LETTER, isLetter } from './letters';

// How much likelier the second letter is behind the first than chance would have it, in halves of a bit: J is 0, K is 0.5, I is
// -0.5. Rows and columns: end or beginning of a word, then a to z. Counted over 45 languages by `npm run training -- letter-pairs`.
const PAIRS = [
  'JLKKKIJJIKFKJKJJKDJLMHHIAGE',
  'OFHIICEGEJDHLJOEGAMKLGGBAGE',
  'HOCDAOAAFMEBLABMAALHBMFFAIA',
  'KNAFDMIANMCIHAENAAJFKKCAAED',
  'PMAAFNABDNEABAENAAGJAICCAFI',
  'OJEIJHCHBHEGKIMGGBNMJFGEFFG',
  'NMAAAJIIBNAAHAAMFAPDGKAAADA',
  'ONCABMAFJMCGHAFMAAKGBMHCAEB',
  'MOAAAPAAANBBAFBNABJGJJABAEA',
  'MLHJIKFHAGGIJHOJHBJMLDIAADF',
  'HODFFNDEDMEGFFFOGDEJFLEDDDE',
  'ONABDOECGOACGGILAAIJFJCGAHA',
  'MOFBJNBGANBELBBLDAAIHJEAAIA',
  'MPLCAOAAELAAAGCMJAAHAIAAAHA',
  'OMAIMLDMCMDGDDEJAAALLGDAAGC',
  'NHGHHFJFAGDHMKNHHANKJKJHAEE',
  'KOABAOCAHMAAKCAMIALIIMBAAEA',
  'JLFFEIEEEHEEHEFGEEHEFRFEFFF',
  'NNHGINCHCNAHGIGLBAHKJKFDAHA',
  'OLAIAMAAJMBMHCELHAEIMJFGAEE',
  'NNAEAMAAMNAADAFMAAKJFKDDAGC',
  'MLJIJKDJBJEGLJMEJANMKCFCCEH',
  'HOAABQAAAOBAAAFKAAFEACAAAGA',
  'LPEEFNEELNEEGFHMEEJIEEEEEGE',
  'NLFHFNFFMMFGFGFHNGFFLGFFFGF',
  'QNEHGLDEEJGGGIIMHCHJHHFECDE',
  'LOIBBPAAFNEFJAGJCADHDJBBAGK',
];

const ZERO = 'J'.charCodeAt(0);

/** For each class the one that it stands for. */
export type Cipher = Uint8Array;
/** Classes of code units, and some room. */
const CLASSES = 32;
const IDENTITY: Cipher = Uint8Array.from({ length: CLASSES }, (_, kind) => kind);

const values = new Int8Array(CLASSES * CLASSES);
PAIRS.forEach((row, first) => {
  for (let second = 0; second < row.length; second += 1)
    values[((first + BOUNDARY) << 5) | (second + BOUNDARY)] = row.charCodeAt(second) - ZERO;
});

/** The cipher that reads each letter, counted from 0, as another one. */
export function cipherOf(letterFor: (letter: number) => number): Cipher {
  return IDENTITY.map((kind) => (isLetter(kind) ? FIRST_LETTER + letterFor(kind - FIRST_LETTER) : kind));
}

/** How well two classes follow one another in a text of any language, in halves of a bit; 0 for what is no letter. */
export function pairValue(first: number, second: number): number {
  return values[(first << 5) | second] ?? 0;
}

/** Sum of {@link pairValue} over a word, its beginning and its end; with each letter read as another one when there is a cipher. */
export function wordValue(word: string, cipher: Cipher = IDENTITY): number {
  let sum = 0;
  let previous = BOUNDARY;
  for (let index = 0; index < word.length; index += 1) {
    const kind = cipher[classOf(word.charCodeAt(index))] ?? BOUNDARY;
    sum += pairValue(previous, kind);
    previous = kind;
  }
  return sum + pairValue(previous, BOUNDARY);
}

/** How often each class stands behind another one in some words, their beginnings and ends among them. */
export function pairCounts(words: readonly string[]): Uint32Array {
  const counts = new Uint32Array(CLASSES * CLASSES);
  for (const word of words) {
    let previous = BOUNDARY;
    for (let index = 0; index < word.length; index += 1) {
      const kind = classOf(word.charCodeAt(index));
      counts[previous * CLASSES + kind]! += 1;
      previous = kind;
    }
    counts[previous * CLASSES + BOUNDARY]! += 1;
  }
  return counts;
}

/** The sum of {@link wordValue} over words by their {@link pairCounts}, which for many ciphers takes less time. */
export function countedValue(counts: Uint32Array, cipher: Cipher): number {
  let sum = 0;
  for (let pair = 0; pair < counts.length; pair += 1) {
    const count = counts[pair] as number;
    if (count > 0)
      sum += count * pairValue(cipher[Math.floor(pair / CLASSES)] as number, cipher[pair % CLASSES] as number);
  }
  return sum;
}

/** As {@link wordValue}, for the word from its last letter to its first. */
export function backwardValue(word: string): number {
  let sum = 0;
  let previous = BOUNDARY;
  for (let index = 0; index < word.length; index += 1) {
    const kind = classOf(word.charCodeAt(index));
    sum += pairValue(kind, previous);
    previous = kind;
  }
  return sum + pairValue(BOUNDARY, previous);
}
