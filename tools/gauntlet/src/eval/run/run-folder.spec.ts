import { appendFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import type { GivenAnswer } from './given-answer';
import { RunFolder } from './run-folder';

const ANSWER = { row: 'a', side: 'baseline', repeat: 1, requestId: 'r' } as GivenAnswer;
const START = { startedAt: '2026-01-01T00:00:00.000Z', released: [{ topic: 't', partition: 0, offset: '7' }] };

function parent(): string {
  const directory = temporaryDirectory();
  onTestFinished(() => directory.remove());
  return join(directory.path, 'evals');
}

describe('RunFolder', () => {
  it('is found again until its run is finished, and then gives way to the next', () => {
    const path = parent();
    const { folder, run } = RunFolder.find(path, 'content');
    expect(folder.start).toBeUndefined();
    folder.begin({ run, ...START });
    folder.add(ANSWER);
    const again = RunFolder.find(path, 'content');
    expect([again.run, again.folder.start, again.folder.answers()]).toEqual([run, { run, ...START }, [ANSWER]]);
    again.folder.finish({ verdict: 'better' });
    expect(RunFolder.find(path, 'content').run).not.toBe(run);
    expect(RunFolder.find(path, 'other').folder.start).toBeUndefined();
  });

  it('leaves out an answer of which only a part was written, and goes on behind it', () => {
    const { folder, run } = RunFolder.find(parent(), 'content');
    folder.begin({ run, ...START });
    folder.add(ANSWER);
    appendFileSync(join(folder.path, 'answers.jsonl'), '{"row":"b","si');
    expect(folder.answers()).toEqual([ANSWER]);
    folder.add({ ...ANSWER, row: 'b' });
    expect(folder.answers().map(({ row }) => row)).toEqual(['a', 'b']);
  });

  it('is for its owner alone', () => {
    const { folder, run } = RunFolder.find(parent(), 'content');
    folder.begin({ run, ...START });
    folder.add(ANSWER);
    const modes = ['.', ...readdirSync(folder.path)].map((name) => statSync(join(folder.path, name)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });
});
