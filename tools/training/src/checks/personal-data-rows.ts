import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const COMMAND = join(__dirname, '../../../gauntlet/bin/gauntlet.cjs');
/** Types that stand in a file so often have a row of their own. */
const SHOWN_FROM = 5;
const FILES = ['pii-presidio-synth', 'pii-presidio-countries-half'];

/** How well the personal data of a file is found: of one type, or of all together. */
export interface PersonalDataRow {
  readonly file: string;
  readonly type: string;
  /** How many stand in the texts. */
  readonly count: number;
  /** Null where nothing was found, or nothing stands there. */
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

type Figures = Pick<PersonalDataRow, 'precision' | 'recall' | 'f1'>;
type Report = Figures & { readonly types: Readonly<Record<string, Figures & { readonly n: number }>> };

/** Measures the files of personal data by the public command. Throws what the command says when it fails. */
export function personalDataRows(data: string): PersonalDataRow[] {
  return FILES.flatMap((file) => {
    const { types, ...all } = reportOf(join(data, `${file}.jsonl`));
    const rows = Object.entries(types).map(([type, { n, ...figures }]) => ({ file, type, count: n, ...figures }));
    const sum = rows.reduce((total, { count }) => total + count, 0);
    return [{ file, type: 'all types', count: sum, ...all }, ...rows.filter(({ count }) => count >= SHOWN_FROM)];
  });
}

function reportOf(path: string): Report {
  const options = ['guardrails', 'eval', '--data', path, '--check', 'pii', '--json'];
  return JSON.parse(execFileSync(process.execPath, [COMMAND, ...options], { encoding: 'utf8' })) as Report;
}
