import { findPromptLeak, PROMPT_LEAK, readText } from '@gauntlet/detection';
import { type Rate, wilson } from '@gauntlet/statistics';
import { type LeakRow, leakRows } from '../leaks/leak-rows';

/** How many answers of a form count as leaks; those of the form `ordinary` should not. */
export interface LeakRecall {
  readonly form: string;
  readonly answers: number;
  readonly flagged: Rate;
}

/** Measures the leak detector at its shipped threshold on the prompts and answers of this package. */
export function leakRecalls(): LeakRecall[] {
  const rows = leakRows();
  return [...new Set(rows.map(({ form }) => form))].map((form) => {
    const some = rows.filter((row) => row.form === form);
    return { form, answers: some.length, flagged: wilson(some.filter(isLeak).length, some.length) };
  });
}

function isLeak({ text, prompt }: LeakRow): boolean {
  return findPromptLeak(readText(text), { mark: '', prompt }).score >= PROMPT_LEAK.block;
}
