import { type Channel, readText } from '@gauntlet/detection';
import { INJECTION_MODELS, type LinearModel, scoreInjection, scoreToxicity } from '@gauntlet/detection/model';
import { SeededRandom } from '@gauntlet/statistics';
import type { Scaling } from './calibration';
import type { Corpora, ModelName } from './corpora';
import { TRAINING } from './linear-training';
import { plant } from './planted';
import { readSharedFile, SHARED_FILES, type SharedFile, type SharedRow } from './shared-file';
import { modelFor } from './trained-model';

/** A text of a shared file, with the score of a model that was trained without that file and without what repeats it. */
export interface ScoredRow extends SharedRow {
  readonly score: number;
  readonly microseconds: number;
}

/** A file whose texts were scored. */
export interface ScoredFile {
  readonly file: SharedFile;
  readonly rows: readonly ScoredRow[];
}

const BIPIA_ATTACKS = 'indirect-bipia-attacks-train';
const BIPIA_DOCUMENTS = 'indirect-bipia-email-contexts-train';

/** Scores every shared file, each by models that don't know it. */
export function leaveOneOut(
  data: string,
  corpora: Corpora,
  scalings: Readonly<Record<ModelName, Scaling>>,
  names: readonly string[] = SHARED_FILES.map(({ name }) => name),
): ScoredFile[] {
  return SHARED_FILES.filter(({ name }) => names.includes(name)).map((file) => {
    const rows = rowsOf(data, file.name);
    const used = new Set(rows.flatMap(({ channel }) => modelsOf(file, channel)));
    const models = new Map(
      [...used].map((name) => [
        name,
        modelFor(corpora.for(name, { name: file.name, rows }), scalings[name], TRAINING[name]),
      ]),
    );
    const modelsFor = (channel: Channel) => modelsOf(file, channel).flatMap((name) => models.get(name) ?? []);
    return { file, rows: rows.map((row) => scored(file, row, modelsFor(row.channel))) };
  });
}

function modelsOf({ task }: SharedFile, channel: Channel): readonly ModelName[] {
  return task === 'toxicity' ? ['toxicity'] : INJECTION_MODELS[channel];
}

/** The texts of a file as they are met: an instruction that BIPIA plants into a mail is measured in a mail. */
function rowsOf(data: string, name: string): SharedRow[] {
  const rows = readSharedFile(data, name);
  if (name !== BIPIA_ATTACKS) return rows;
  const documents = readSharedFile(data, BIPIA_DOCUMENTS);
  const random = new SeededRandom(1);
  return rows.map((row) => ({ ...row, text: plant(random.pick(documents).text, row.text, random) }));
}

function scored({ task }: SharedFile, row: SharedRow, models: readonly LinearModel[]): ScoredRow {
  const startedAt = performance.now();
  const reading = readText(row.text);
  const [first] = models;
  const { score } =
    task === 'toxicity' && first ? scoreToxicity(reading, first) : scoreInjection(reading, row.channel, models);
  return { ...row, score, microseconds: (performance.now() - startedAt) * 1_000 };
}
