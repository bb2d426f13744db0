import { SeededRandom } from '@gauntlet/statistics';
import { generate } from '../generate/generate';
import { NearDuplicates } from './near-duplicates';
import { ordinaryRequests, plantedAttacks } from './planted';
import { readmeTexts } from './readmes';
import { type Labelled, type Sample, sampleOf, toxicSampleOf } from './sample';
import { readSharedFile, SHARED_FILES, type SharedRow, type Task } from './shared-file';
import { withSuffixes } from './suffixes';
import { insultsIn, toxicityTexts } from './toxicity-texts';

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
const HATE_TEXTS = 3_000;
const PLANTED_INSULTS = 2_000;
const SUFFIXES = 1_500;
// Texts of the other task only have to be there; all of them would cost time and teach nothing more.
const SHARE_OF_TOXICITY = 5;

/** All texts, ready to be put together for each model. */
export class Corpora {
  private readonly labelled: readonly Labelled[];
  // A detector of toxicity sees other features of a text; the samples are made when a model first needs them.
  private readonly made = new Map<Task, readonly Sample[]>();

  constructor(private readonly sources: Sources) {
    this.labelled = labelledTexts(sources);
  }

  /** What a model is trained on; with a file left out, also without what repeats it. */
  for(model: ModelName, leftOut?: LeftOut): Sample[] {
    const duplicates = new NearDuplicates((leftOut?.rows ?? []).map(({ text }) => text));
    return this.samplesOf(model === 'toxicity' ? 'toxicity' : 'injection')
      .filter(({ source, host, text }) => ![source, host].includes(leftOut?.name ?? '') && !duplicates.has(text))
      .flatMap((sample, index) => (model === 'toxicity' ? forToxicity(sample) : forInjection(model, sample, index)));
  }

  private samplesOf(task: Task): readonly Sample[] {
    const samples = this.made.get(task) ?? this.read(task);
    this.made.set(task, samples);
    return samples;
  }

  private read(task: Task): Sample[] {
    if (task !== 'toxicity') return distinct(this.labelled).map(sampleOf);
    return distinct([...this.labelled, ...hateAndInsults(this.labelled, this.sources.seed)]).map(toxicSampleOf);
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
    ...toxicityTexts({ source: 'generated toxicity', seed, count: TOXICITY_TEXTS, lists: ['harmless', 'toxic'] }),
  ];
}

/** What only the model of toxicity has to know. */
function hateAndInsults(labelled: readonly Labelled[], seed: number): Labelled[] {
  const random = new SeededRandom(seed);
  return [
    ...toxicityTexts({ source: 'generated toxicity: hate', seed, count: HATE_TEXTS, lists: ['counter', 'hate'] }),
    ...insultsIn(ordinaryRequests(labelled), { source: 'planted toxicity', count: PLANTED_INSULTS }, random),
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
