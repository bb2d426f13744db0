import { appendFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import type { GivenAnswer } from '../run/given-answer';
import { RunFolder } from './run-folder';

const ANSWER = { row: 'a', side: 'baseline', repeat: 1, requestId: 'r' } as GivenAnswer;
const START = {
  run: 'run-1',
  startedAt: '2026-01-01T00:00:00.000Z',
  released: [{ topic: 't', partition: 0, offset: '7' }],
};

const SAMPLE = {
  ...{ period: { from: 1, to: 2 }, requests: 9, withoutRaw: 0, groups: 1, earliest: 1 },
  drawn: [{ id: 'a', weight: 9, stratum: [] }],
};

function parent(): string {
  const directory = temporaryDirectory();
  onTestFinished(() => directory.remove());
  return join(directory.path, 'evals');
}

function begun(path: string): RunFolder {
  const folder = RunFolder.find(path, 'content');
  mkdirSync(folder.path, { recursive: true, mode: 0o700 });
  folder.begin(START);
  return folder;
}

describe('RunFolder', () => {
  it('is found again until its run is finished, and then gives way to the next', () => {
    const path = parent();
    expect(RunFolder.find(path, 'content').start).toBeUndefined();
    begun(path).add(ANSWER);
    const again = RunFolder.find(path, 'content');
    expect([again.start, again.answers()]).toEqual([START, [ANSWER]]);
    again.finish({ verdict: 'better' }, { 'report.md': 'better' });
    expect(RunFolder.find(path, 'content').path).not.toBe(again.path);
    expect(RunFolder.find(path, 'other').start).toBeUndefined();
  });

  it('leaves out an answer of which only a part was written, and goes on behind it', () => {
    const folder = begun(parent());
    folder.add(ANSWER);
    appendFileSync(join(folder.path, 'answers.jsonl'), '{"row":"b","si');
    expect(folder.answers()).toEqual([ANSWER]);
    folder.add({ ...ANSWER, row: 'b' });
    expect(folder.answers().map(({ row }) => row)).toEqual(['a', 'b']);
  });

  it('names a file that was changed, and what to do about it', () => {
    const folder = begun(parent());
    writeFileSync(join(folder.path, 'run.json'), '{');
    expect(() => folder.start).toThrow(/run\.json is no longer what the run has written; remove its folder/);
    writeFileSync(join(folder.path, 'answers.jsonl'), 'no\n');
    expect(() => folder.answers()).toThrow(/answers\.jsonl is no longer what/);
  });

  it('is carried out by one process at a time, and is for its owner alone', async () => {
    const path = parent();
    const lock = await RunFolder.find(path, 'content').lock();
    await expect(RunFolder.find(path, 'content').lock()).rejects.toMatchObject({ code: 'run_busy', retryable: true });
    await lock.release();
    const folder = begun(path);
    await (await folder.lock()).release();
    folder.add(ANSWER);
    const modes = ['.', 'run.json', 'answers.jsonl'].map((name) => statSync(join(folder.path, name)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });

  it('keeps the first sample that is drawn for it, for its owner alone', () => {
    const folder = RunFolder.find(parent(), 'content');
    expect(folder.sample).toBeUndefined();
    expect(folder.keepSample(SAMPLE)).toEqual(SAMPLE);
    expect(folder.keepSample({ ...SAMPLE, requests: 8 })).toEqual(SAMPLE);
    expect(readdirSync(folder.path)).toEqual(['sample.json']);
    expect(statSync(join(folder.path, 'sample.json')).mode & 0o777).toBe(0o600);
  });

  it('gives each run another name, so that its questions are nobody else’s', () => {
    expect(RunFolder.newRun()).not.toBe(RunFolder.newRun());
  });
});
