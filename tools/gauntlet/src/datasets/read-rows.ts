import {
  contentHash,
  type Dataset,
  parsePromptFile,
  readArtefactFile,
  readDatasetFile,
  rowsOfPrompt,
} from '@gauntlet/artefacts';

/**
 * The rows of a file: of a prompt file (`.yml`, `.yaml`) its test data, whose version is that of the prompt, else one row a line.
 * @throws ArtefactFileError naming what is wrong with it; a retry doesn't help.
 */
export function readRows(path: string): Dataset {
  if (!/\.ya?ml$/.test(path)) return readDatasetFile(path);
  const source = readArtefactFile(path);
  return { version: contentHash(source), rows: rowsOfPrompt(parsePromptFile(source, path), path) };
}
