import { SeededRandom } from '@gauntlet/statistics';
import { generate } from '../generate/generate';
import { NearDuplicates } from './near-duplicates';
import { ordinaryRequests, plantedAttacks } from './planted';
import { readmeTexts } from './readmes';
import { type Labelled, type Sample, sampleOf } from './sample';
import { readSharedFile, SHARED_FILES, type SharedRow, type Task } from './shared-file';
import { withSuffixes } from './suffixes';
import { toxicityTexts } from './toxicity-texts';

/** The models that are trained. */
export const MODELS = ['injection-user', 'injection-document', 'toxicity'] as const;
export type ModelName = (typeof MODELS)[number];

/** Where the texts come from. */
export interface Sources {
  /** The folder of the labelled files. */
  readonly data: string;
  /** The folder of the installed packages. */
  readonly modules: string;
  readonly seed: number;
  /** How many texts are generated. */
  readonly generated: number;
}

/** A file that a model must not know, and its texts. */
export interface LeftOut {
  readonly name: string;
  readonly rows: readonly SharedRow[];
}

const TOXICITY = /toxicity/;
const TOXICITY_TEXTS = 6_000;
const SUFFIXES = 1_500;
// Texts of the other task only have to be there; all of them would cost time and teach nothing more.
const SHARE_OF_TOXICITY = 5;

/** All texts, ready to be put together for each model. */
export class Corpora {
  private readonly samples: readonly Sample[];

  constructor(sources: Sources) {
    this.samples = distinct(labelledTexts(sources)).map(sampleOf);
  }

  /** What a model is trained on; with a file left out, also without what repeats it. */
  for(model: ModelName, leftOut?: LeftOut): Sample[] {
    const duplicates = new NearDuplicates((leftOut?.rows ?? []).map(({ text }) => text));
    return this.samples
      .filter(({ source, host, text }) => ![source, host].includes(leftOut?.name ?? '') && !duplicates.has(text))
      .flatMap((sample, index) => (model === 'toxicity' ? forToxicity(sample) : forInjection(model, sample, index)));
  }
}

function labelledTexts({ data, modules, seed, generated }: Sources): Labelled[] {
  const random = new SeededRandom(seed);
  const shared = [...labelledFiles(data, 'injection'), ...labelledFiles(data, 'toxicity')];
  const made = [...generate({ seed, count: generated })].map((row) => ({
    ...row,
    source: `generated ${row.language}`,
  }));
  const readmes = readmeTexts(modules).map((text): Labelled => ({
    source: 'README files',
    text,
    label: 0,
    channel: 'document',
  }));
  const known = [...shared, ...made, ...readmes];
  return [
    ...known,
    ...plantedAttacks([...shared, ...readmes], random),
    ...withSuffixes([...labelledFiles(data, 'harmful'), ...ordinaryRequests(shared)], SUFFIXES, random),
    ...toxicityTexts({ seed, count: TOXICITY_TEXTS }),
  ];
}

function labelledFiles(data: string, task: Task): Labelled[] {
  return SHARED_FILES.filter((file) => file.task === task).flatMap(({ name }) =>
    readSharedFile(data, name).map((row): Labelled => ({ ...row, source: name })),
  );
}

function forToxicity(sample: Sample): Sample[] {
  return TOXICITY.test(sample.source) || sample.label === 0 ? [sample] : [];
}

function forInjection(model: ModelName, sample: Sample, index: number): Sample[] {
  const { channel, label, source } = sample;
  if (TOXICITY.test(source) && channel === 'user')
    return index % SHARE_OF_TOXICITY === 0 ? [{ ...sample, label: 0 }] : [];
  if (model === 'injection-user') return channel === 'user' || label === 0 ? [sample] : [];
  // What users may ask for is neither an attack nor harmless where nobody should ask for anything.
  return channel === 'document' || label === 1 ? [sample] : [];
}

function distinct(labelled: readonly Labelled[]): Labelled[] {
  return [...new Map(labelled.map((row) => [`${row.channel} ${row.text.trim().toLowerCase()}`, row])).values()];
}
