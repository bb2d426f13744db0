import { readFileSync, statSync } from 'node:fs';
import { ArtefactFileError } from './artefact-file.error';

const MAX_KIB = 256;

/**
 * Text of a file that people edit: UTF-8 of limited size.
 * @param file how errors call it
 * @param maxKib its largest size @default 256
 * @throws ArtefactFileError when it is not there, no file, larger, or no text.
 */
export function readArtefactFile(path: string, file = path, maxKib = MAX_KIB): string {
  const bytes = bytesOf(path, file, maxKib);
  if (bytes.includes(0)) throw unreadable(file, 'is no text: it has a zero byte; save it as UTF-8');
  try {
    // The byte order mark stays: it is part of the hash, and YAML passes over it.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(file, 'is not UTF-8; save it as UTF-8', cause);
  }
}

function bytesOf(path: string, file: string, maxKib: number): Buffer {
  let problem: string | null;
  try {
    problem = placeProblem(path, maxKib);
    if (problem === null) return readFileSync(path);
  } catch (cause) {
    throw unreadable(file, 'can not be read', cause);
  }
  throw unreadable(file, problem);
}

// Asked before it is read: a pipe would never end, and a huge file not fit into memory.
function placeProblem(path: string, maxKib: number): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 'does not exist';
  if (!stats.isFile()) return stats.isDirectory() ? 'is a folder; name a file in it' : 'is no regular file';
  if (stats.size <= maxKib * 1024) return null;
  return `has ${Math.ceil(stats.size / 1024)} KiB; at most ${maxKib} KiB are read`;
}

function unreadable(file: string, problem: string, cause?: unknown): ArtefactFileError {
  return new ArtefactFileError(file, [{ field: 'the file', problem }], { cause });
}
