import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SeededRandom } from '@gauntlet/statistics';
import { temporaryDirectory } from '@gauntlet/testing';
import { runEval } from '../eval/run-eval';
import { Copies } from './copies';
import { DRIFT_EXIT } from './drift-exit';
import { parseReplayRow } from './replay-row';

const DAY = 86_400_000;
const MONDAY = Date.parse('2026-01-05T00:00:00Z');
let folder: ReturnType<typeof temporaryDirectory>;
let said: string[];
let noted: string[];

beforeEach(() => {
  folder = temporaryDirectory();
  [said, noted] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((line: string) => said.push(line) && undefined);
  vi.spyOn(console, 'error').mockImplementation((line: string) => noted.push(line) && undefined);
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => noted.push(String(line)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  folder.remove();
});

function file(name: string, text: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, text);
  return path;
}

function monitors(...sentences: string[]): string {
  return file(
    'monitors.yaml',
    `falseAlarms: 1 per year\nmonitors:\n${sentences.map((one) => `  - ${one}\n`).join('')}`,
  );
}

/** Lines of four weeks, in which the share of good answers falls on the 16th day. */
function lines(fallen = 0.7): string[] {
  const random = new SeededRandom(8);
  return Array.from({ length: 28 * 100 }, (_, index) => {
    const day = index / 100;
    const isLater = day >= 16.5;
    const score = Number(random.chance(isLater ? fallen : 0.9));
    const at = new Date(MONDAY + Math.round(day * DAY)).toISOString();
    return JSON.stringify({
      at,
      prompt: 'support-agent',
      version: isLater ? 'v8' : 'v7',
      model: 'm',
      tenant: 'shop',
      score,
    });
  });
}

const LEVEL = 'score.faithfulness must stay above 0.85';
const replayed = (path: string, ...more: string[]) => runEval(['drift', 'replay', path, '--monitors', ...more]);
const values = () => said.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('gauntlet drift replay', () => {
  it('tells each change of state as a line of JSON, and ends with 1 after an alarm', async () => {
    const path = file('rows.jsonl', lines().join('\n'));
    expect(await replayed(path, monitors(LEVEL), '--json')).toBe(DRIFT_EXIT.fired);
    const alarm = values().find(({ state }) => state === 'firing');
    expect(alarm).toMatchObject({
      ...{ monitor: 'score.faithfulness-level', metric: 'score.faithfulness', prompt: 'support-agent', version: 'v8' },
      ...{ since: '2026-01-21T12:00:00.000Z', blame: 'prompt', where: null },
      interval: [expect.any(Number), expect.any(Number)],
    });
    expect(values().map(({ version, state }) => `${version} ${state}`)).toEqual([
      ...['v7 insufficient', 'v7 ok', 'v8 insufficient', 'v8 ok', 'v8 warning', 'v8 firing'],
    ]);
  });

  it('tells a person the same in sentences', async () => {
    expect(await replayed(file('rows.jsonl', lines().join('\n')), monitors(LEVEL))).toBe(DRIFT_EXIT.fired);
    expect(said.find((line) => line.includes('firing'))).toMatch(
      /support-agent@v8.* since 2026-01-21 12:00 UTC, blames prompt$/,
    );
    expect(said.at(-1)).toBe('2800 rows, 1 monitor, 1 alarm; at most 1 false alarm a year are to be expected');
  });

  it('ends with 0 where nothing fell, and counts copies once', async () => {
    const rows = lines(0.9);
    const doubled = rows.flatMap((line) => [line, line]);
    expect(await replayed(file('rows.jsonl', rows.join('\n')), monitors(LEVEL), '--json')).toBe(DRIFT_EXIT.quiet);
    const before = said.splice(0);
    expect(await replayed(file('rows.jsonl', doubled.join('\r\n')), monitors(LEVEL), '--json')).toBe(DRIFT_EXIT.quiet);
    expect(said).toEqual(before);
    expect(noted).toEqual(['2800 rows came twice and counted once']);
  });

  it.each([
    ['an empty file', '', 'has no rows'],
    ['one row', lines()[0] as string, ''],
  ])('ends with 2 for %s', async (_, text, note) => {
    expect(await replayed(file('rows.jsonl', text), monitors(LEVEL), '--json')).toBe(DRIFT_EXIT.notEnoughData);
    expect(noted.join()).toContain(note);
  });

  it.each([
    ['no JSON', 'at noon', 'line 2: the line is no JSON'],
    ['no object', '[]', 'line 2: the line must be a JSON object'],
    ['no time', '{"prompt":"p","version":"v1"}', 'line 2: at is missing'],
    ['a wrong time', '{"at":"2026-13-01T00:00:00Z","prompt":"p","version":"v1"}', 'line 2: at is no time'],
    ['no version', '{"at":"2026-01-05T01:00:00Z","prompt":"p"}', 'line 2: version is missing'],
    [
      'a score in words',
      '{"at":"2026-01-05T01:00:00Z","prompt":"p","version":"v1","score":"good"}',
      'line 2: score must be',
    ],
    [
      'a score of 4',
      '{"at":"2026-01-05T01:00:00Z","prompt":"p","version":"v1","score":4}',
      'line 2: score is 4, beyond 0 to 1',
    ],
    [
      'no weight',
      '{"at":"2026-01-05T01:00:00Z","prompt":"p","version":"v1","weight":0}',
      'line 2: weight must be above 0',
    ],
  ])('ends with 3 at a line with %s, and names it', async (_, line, problem) => {
    expect(await replayed(file('rows.jsonl', `${lines()[0]}\n${line}\n`), monitors(LEVEL))).toBe(DRIFT_EXIT.notRun);
    expect(noted.join()).toContain(problem);
  });

  it('ends with 3 for a monitors file that is wrong', async () => {
    expect(await replayed(file('rows.jsonl', ''), monitors('score must be nice'))).toBe(DRIFT_EXIT.notRun);
    expect(noted.join()).toContain('/monitors/0/rule is not understood');
  });
});

describe('a row', () => {
  const at = (text: string) => parseReplayRow(JSON.stringify({ at: text, prompt: 'p', version: 'v1' })).at;

  it.each(['2026-03-01T09:30:00Z', '2026-03-01T10:30:00+01:00', '2026-03-01 09:30', '2026-03-01T04:30:00.000-0500'])(
    'at %s is at the same time everywhere',
    (text) => expect(at(text)).toBe(Date.UTC(2026, 2, 1, 9, 30)),
  );
});

describe('copies', () => {
  it('are equal lines, or rows with one id', () => {
    const copies = new Copies();
    expect([copies.isCopy({ id: null, at: 1 }, 'a'), copies.isCopy({ id: null, at: 1 }, 'a')]).toEqual([false, true]);
    expect([copies.isCopy({ id: 'x', at: 2 }, 'b'), copies.isCopy({ id: 'x', at: 3 }, 'c')]).toEqual([false, true]);
  });

  it('are not told from other answers where many have the same time', () => {
    const copies = new Copies();
    const isCopy = (line: string) => copies.isCopy({ id: null, at: 1 }, line);
    expect([isCopy('a'), isCopy('b'), isCopy('a')]).toEqual([false, false, false]);
  });
});
