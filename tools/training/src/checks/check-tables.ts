import { percent, table } from '../train/results-table';
import type { EncodedRecall } from './encoded-attacks';
import type { LeakRecall } from './leak-recalls';
import type { PersonalDataRow } from './personal-data-rows';

/** The tables in Markdown of what is measured as it is shipped. */
export function checkTables(
  personal: readonly PersonalDataRow[],
  encoded: readonly EncodedRecall[],
  leaks: readonly LeakRecall[],
): string {
  return [
    '#### Personal data',
    table(['file', 'type', 'n', 'precision', 'recall', 'F1'], personal.map(personalCells)),
    '#### Encoded attacks that are found in clear',
    table(['encoding', 'attacks', 'found'], encoded.map(encodedCells)),
    '#### Leaked prompts',
    table(
      ['answers', 'n', 'taken for leaks'],
      leaks.map(({ form, answers, flagged }) => [form, answers, percent(flagged)]),
    ),
  ].join('\n\n');
}

function personalCells({ file, type, count, precision, recall, f1 }: PersonalDataRow) {
  return [`\`${file}\``, type, count, ...[precision, recall, f1].map((rate) => rate?.toFixed(3) ?? '–')];
}

function encodedCells({ name, attacks, recall }: EncodedRecall) {
  return [name, attacks, percent(recall)];
}
