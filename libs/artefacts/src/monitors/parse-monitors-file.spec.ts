import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseMonitorsFile } from './parse-monitors-file';

const entry = (changes: Record<string, unknown> = {}) => ({
  name: 'refusals',
  prompt: '*',
  metric: 'refusal_rate',
  window: '5m',
  minSamples: 20,
  direction: 'above',
  threshold: 0.2,
  resolveAt: 0.1,
  ...changes,
});
const parse = (...entries: unknown[]) => parseMonitorsFile(JSON.stringify({ monitors: entries }), 'monitors.yaml');

describe('parseMonitorsFile', () => {
  it('reads the shipped file', () => {
    const file = join(__dirname, '../../../../monitors/default.yaml');
    const monitors = parseMonitorsFile(readFileSync(file, 'utf8'), file);
    expect(monitors.map(({ name }) => name)).toContain('grounding-low');
  });

  it('reads windows in seconds, minutes and hours', () => {
    const windows = ['30s', '5m', '2h'].map((window, index) => entry({ window, name: `m${index}` }));
    expect(parse(...windows).map(({ windowMs }) => windowMs)).toEqual([30_000, 300_000, 7_200_000]);
  });

  it.each([
    ['metric', { metric: 'happiness' }, '/monitors/0/metric must look like refusal_rate, canned_rate, '],
    ['window', { window: '5 minutes' }, '/monitors/0/window must look like 30s, 5m, 2h'],
    ['prompt', { prompt: 'a b' }, '/monitors/0/prompt must look like support-agent, *'],
    ['unknown key', { treshold: 1 }, '/monitors/0/treshold is not known here; did you mean threshold?'],
    ['negative threshold', { threshold: -1 }, '/monitors/0/threshold'],
    ['infinite threshold', { threshold: 1e300 }, '/monitors/0/threshold'],
    ['share', { threshold: 20, resolveAt: 10 }, '/monitors/0/threshold must be at most 1'],
    ['number of samples', { minSamples: 1e12 }, '/monitors/0/minSamples'],
    ['long window', { window: '169h' }, '/monitors/0/window must be at most 168h'],
    ['exception', { prompt: 'ticket-triage', except: ['support-agent'] }, '/monitors/0/except'],
    ['hysteresis above', { resolveAt: 0.3 }, '/monitors/0/resolveAt must be at or below the threshold'],
    ['hysteresis below', { direction: 'below', resolveAt: 0.1 }, '/monitors/0/resolveAt must be at or above'],
  ])('refuses a wrong %s by the name of its field', (_, changes, message) => {
    expect(() => parse(entry(changes))).toThrow(message);
  });

  it.each(['.nan', '.inf', '-.inf'])('refuses %s as a number', (threshold) => {
    const source = JSON.stringify({ monitors: [entry()] }).replace('0.2', threshold);
    expect(() => parseMonitorsFile(source, 'monitors.yaml')).toThrow('/monitors/0/threshold');
  });

  it('refuses a name that is there twice', () => {
    expect(() => parse(entry(), entry())).toThrow('/monitors/1/name refusals is there twice');
  });
});
