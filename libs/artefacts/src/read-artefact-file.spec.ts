import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import { ArtefactFileError } from './artefact-file.error';
import { readArtefactFile } from './read-artefact-file';

describe('readArtefactFile', () => {
  const data = temporaryDirectory();
  const path = join(data.path, 'x.yaml');
  afterAll(() => data.remove());

  it.each(['a: ä', '\uFEFFa: 1', 'a: 1\r\n', '', 'x'.repeat(256 * 1024)])('reads text as it is', (text) => {
    writeFileSync(path, text);
    expect(readArtefactFile(path)).toBe(text);
  });

  it.each<[string, Buffer, RegExp]>([
    ['a huge file', Buffer.alloc(256 * 1024 + 1, 'x'), /has 257 KiB; at most 256 KiB are read/],
    ['a program', Buffer.from('\x7fELF\x01\x00\x00'), /is no text: it has a zero byte/],
    ['UTF-16', Buffer.from('\uFEFFa: 1', 'utf16le'), /is no text: it has a zero byte/],
    ['Latin-1', Buffer.from('a: ä', 'latin1'), /is not UTF-8/],
    ['half a character', Buffer.from('a: ä').subarray(0, -1), /is not UTF-8/],
  ])('refuses %s by the name that it was given', (_, bytes, said) => {
    writeFileSync(path, bytes);
    const read = () => readArtefactFile(path, 'its name');
    expect(read).toThrow(ArtefactFileError);
    expect(read).toThrow(new RegExp(`^its name: the file ${said.source}`));
  });

  it('refuses a folder, a device and what is not there', () => {
    const folder = join(data.path, 'v1.prompt.yml');
    mkdirSync(folder);
    expect(() => readArtefactFile(folder)).toThrow(/v1\.prompt\.yml: the file is a folder; name a file in it$/);
    expect(() => readArtefactFile('/dev/null')).toThrow('/dev/null: the file is no regular file');
    expect(() => readArtefactFile(join(data.path, 'nowhere'))).toThrow(/nowhere: the file does not exist$/);
    expect(() => readArtefactFile(join(path, 'below a file'))).toThrow(ArtefactFileError);
  });
});
