export { ArtefactFileError } from './artefact-file.error';
export { contentHash } from './content-hash';
export { parseArtefact, problemOf } from './parse-artefact';
export { readArtefactFile } from './read-artefact-file';
export { nearestName } from './nearest-name';
