import { describe, expect, it } from 'vitest';
import { generate } from './generate';
import type { Row } from './row';

const rows = [...generate({ seed: 7, count: 6000 })];

/** The rows by a value of theirs; values that few rows have are left out. */
function groupsOf(of: (row: Row) => string): [name: string, rows: Row[]][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(of(row), [...(groups.get(of(row)) ?? []), row]);
  return [...groups].filter(([, group]) => group.length >= 100);
}

describe('the generator', () => {
  it('makes the same rows for a seed, and only adds to them for a greater count', () => {
    expect([...generate({ seed: 7, count: 50 })]).toEqual(rows.slice(0, 50));
    expect([...generate({ seed: 8, count: 50 })]).not.toEqual(rows.slice(0, 50));
  });

  it('makes few texts twice', () => {
    expect(new Set(rows.map(({ text }) => text)).size).toBeGreaterThan(rows.length * 0.98);
  });

  // Four standard deviations of a fair coin, so that a seed fails one time in 15,000.
  it.each([
    ['language', (row: Row) => row.language],
    ['channel', (row: Row) => row.channel],
    ['carrier', (row: Row) => `${row.channel} ${row.carrier}`],
  ])('labels as many attacks as harmless texts for each %s', (_, of) => {
    for (const [name, group] of groupsOf(of)) {
      const share = group.filter(({ label }) => label === 1).length / group.length;
      expect(Math.abs(share - 0.5), name).toBeLessThan(4 * Math.sqrt(0.25 / group.length));
    }
  });

  it('gives both labels texts of about the same length', () => {
    const median = (label: number) => {
      const lengths = rows.filter((row) => row.label === label).map(({ text }) => text.length);
      return lengths.sort((a, b) => a - b)[lengths.length >> 1] ?? 0;
    };
    expect(median(1) / median(0)).toBeGreaterThan(0.75);
    expect(median(1) / median(0)).toBeLessThan(1.33);
  });

  it('names the kinds of an attack, so that each can be left out', () => {
    const families = new Set(rows.flatMap(({ family }) => family.split('+')));
    expect([...families]).toEqual(expect.arrayContaining(['override', 'action', 'planted', 'quoting', 'suffix']));
  });

  it('takes an action for an attack in a document only', () => {
    const actions = rows.filter(({ family }) => family.split('+').includes('action'));
    expect(actions.every(({ channel, label }) => channel === 'document' && label === 1)).toBe(true);
    const requested = rows.filter(({ family }) => family.split('+').includes('requested-action'));
    expect(requested.every(({ channel, label }) => channel === 'user' && label === 0)).toBe(true);
  });
});
