import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '@gauntlet/artefacts';
import { type ResponseReleasedV1, TOPICS, type Trial } from '@gauntlet/contracts';
import { exampleEvent, temporaryDirectory } from '@gauntlet/testing';
import { type Call, callsOf } from '../run/call';
import { EarlierAnswers } from './earlier-answers';

const HOUR = 3_600_000;
const ref = (name: string, version = 'v1') => ({ name, version, hash: 'a'.repeat(64) });
const trial = (version: string): Trial => ({
  ...{ prompt: ref('greeter', version), policy: ref('default'), backups: [] },
  model: { provider: 'simulated', model: 'sim-large', parameters: {} },
});
const row = (part: Partial<Row> = {}): Row => ({
  ...{ id: 'r', input: 'a', variables: {}, history: [], expected: {}, context: [], tags: [] },
  ...{ critical: false, weight: 1, cluster: null, ...part },
});
const callOf = (run: string, part: { row?: Partial<Row>; version?: string; repeats?: number } = {}): Call => {
  const variants = [{ side: 'candidate', trial: trial(part.version ?? 'v1') }] as const;
  const asked = { rows: [row(part.row)], variants, repeats: part.repeats ?? 1 };
  return callsOf(run, asked, '2026-11-28T10:00:00.000Z').at(-1) as Call;
};
const { facts, content } = exampleEvent(TOPICS.released);
const released = (outcome: ResponseReleasedV1['facts']['outcome'] = 'answered'): ResponseReleasedV1 => ({
  facts: { ...facts, outcome },
  content: { ...content, answer: 'Hello.' },
});

let data: ReturnType<typeof temporaryDirectory>;
beforeEach(() => void (data = temporaryDirectory()));
afterEach(() => data.remove());
const earlier = () => new EarlierAnswers(data.path, HOUR);

describe('EarlierAnswers', () => {
  it('gives what an identical call of another run was answered, whatever is expected of it now', () => {
    earlier().keep(callOf('run-1'), released());
    const again = callOf('run-2', { row: { id: 'other', expected: { answer: 'Hi.' }, critical: true } });
    expect(earlier().find(again)?.content.answer).toBe('Hello.');
  });

  it.each<[string, Parameters<typeof callOf>[1]]>([
    ['other words', { row: { input: 'b' } }],
    ['another variable', { row: { variables: { tone: 'kind' } } }],
    ['another version', { version: 'v2' }],
    ['another repeat', { repeats: 2 }],
  ])('has nothing for %s', (_, part) => {
    earlier().keep(callOf('run-1'), released());
    expect(earlier().find(callOf('run-1', part))).toBeNull();
  });

  it('keeps no canned answer, and none that is too old or can not be read', () => {
    earlier().keep(callOf('run-1'), released('canned'));
    expect(readdirSync(data.path)).toEqual([]);
    earlier().keep(callOf('run-1'), released());
    const [name = ''] = readdirSync(data.path);
    const before = (Date.now() - 2 * HOUR) / 1_000;
    utimesSync(join(data.path, name), before, before);
    expect(earlier().find(callOf('run-1'))).toBeNull();
    writeFileSync(join(data.path, name), '{');
    expect(earlier().find(callOf('run-1'))).toBeNull();
  });
});
