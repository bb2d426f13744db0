import { ArtefactFileError } from '@gauntlet/artefacts';
import type { FieldProblem } from '@gauntlet/contracts';
import { parsePolicyFile, unknownChecks } from '@gauntlet/policies';
import { parsePromptFile } from '@gauntlet/prompts';
import { ArtefactStore } from './artefact-store';
import { publishedEvent, type ArtefactFile, type Authorship } from './deployment-events';

/**
 * Takes files into a store of their own as they would be after publishing.
 * @throws ArtefactFileError naming everything that is wrong in any of them, for instance a version that was published
 * with other content before (`published` says with which).
 */
export function readArtefactFiles(
  files: readonly ArtefactFile[],
  { authorship, published }: { authorship: Authorship; published: ArtefactStore },
): ArtefactStore {
  const problems = files.flatMap((file) => problemsOf(file, published));
  if (problems.length > 0) throw new ArtefactFileError('deployment', problems);
  const store = new ArtefactStore();
  files.forEach((file) => store.add(publishedEvent(file, authorship)));
  return store;
}

function problemsOf(file: ArtefactFile, published: ArtefactStore): FieldProblem[] {
  const before = published.hashOf(file.kind, file);
  if (before && before !== file.hash) {
    const problem = 'was published with other content; a published version never changes, so give it a new version';
    return [{ field: file.path, problem }];
  }
  return contentProblems(file).map(({ field, problem }) => ({ field: `${file.path} ${field}`, problem }));
}

function contentProblems(file: ArtefactFile): readonly FieldProblem[] {
  try {
    return file.kind === 'policy' ? policyProblems(file) : promptProblems(file);
  } catch (error) {
    if (error instanceof ArtefactFileError) return error.problems;
    throw error;
  }
}

function promptProblems({ source, path }: ArtefactFile): FieldProblem[] {
  parsePromptFile(source, path);
  return [];
}

function policyProblems({ source, path, name, version }: ArtefactFile): FieldProblem[] {
  const policy = parsePolicyFile(source, path);
  const expected = Object.entries({ name, version });
  const misplaced = expected
    .filter(([field, value]) => Reflect.get(policy, field) !== value)
    .map(([field, value]) => ({ field: `/${field}`, problem: `must be ${value}, as the path says` }));
  return [...misplaced, ...unknownChecks(policy)];
}
