import type { FieldProblem } from '@gauntlet/contracts';
import { ArtefactFileError } from '../artefact-file.error';
import type { PromptFile } from '../prompts/prompt-file';
import { Duplicates } from './duplicates';
import { type Row, rowOf } from './row';
import type { WrittenRow } from './row.schema';

type TestData = Pick<PromptFile, 'testData'>;

/**
 * The `testData` of a prompt as rows: what is not `input` or `expected` is a variable.
 * @param file how errors call it
 * @throws ArtefactFileError as {@link testDataProblems} says; a retry doesn't help.
 */
export function rowsOfPrompt(prompt: TestData & Pick<PromptFile, 'name'>, file = `prompt ${prompt.name}`): Row[] {
  const problems = testDataProblems(prompt);
  if (problems.length > 0) throw new ArtefactFileError(file, problems);
  return writtenRows(prompt).map(rowOf);
}

/** Why the `testData` of a prompt can't be rows. A prompt can be published and asked all the same. */
export function testDataProblems(prompt: TestData): FieldProblem[] {
  const duplicates = new Duplicates();
  return writtenRows(prompt).flatMap((row, index) => {
    const place = `/testData/${index}`;
    if (row.input === '') return [{ field: `${place}/input`, problem: 'must be a text that is not empty' }];
    return duplicates.problemsOf(row, place).map(({ field, problem }) => ({ field: place + field, problem }));
  });
}

function writtenRows({ testData }: TestData): WrittenRow[] {
  return testData.map(({ input = '', expected, ...variables }) => ({
    input,
    // Absent, as somebody would write the row into a file, so that both have one id.
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
    ...(expected ? { expected: { answer: expected } } : {}),
  }));
}
