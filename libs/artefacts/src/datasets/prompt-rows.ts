import type { PromptFile } from '../prompts/prompt-file';
import { type Row, rowOf } from './row';

/** The `testData` of a prompt as rows: what is not `input` or `expected` is a variable. */
export function rowsOfPrompt({ testData }: Pick<PromptFile, 'testData'>): Row[] {
  return testData.map(({ input = '', expected, ...variables }) => {
    // Absent, as somebody would write the row into a file, so that both have one id.
    return rowOf({
      input,
      ...(Object.keys(variables).length > 0 ? { variables } : {}),
      ...(expected ? { expected: { answer: expected } } : {}),
    });
  });
}
