import { ArtefactFileError } from '@gauntlet/artefacts';
import type { FieldProblem } from '@gauntlet/contracts';
import { ArtefactStore } from '../artefact-store';
import { artefactProblems } from './artefact-problems';
import { type ArtefactFile, type Authorship, publishedEvent } from './deployment-events';

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
  // It can't be changed any more, so a rule that came later must not stop every deployment and start.
  if (before === file.hash) return [];
  if (before) {
    const problem = 'was published with other content; a published version never changes, so give it a new version';
    return [{ field: file.path, problem }];
  }
  return artefactProblems(file).map(({ field, problem }) => ({ field: `${file.path} ${field}`, problem }));
}
