import { describe, expect, it } from 'vitest';
import { findPromptLeak, PROMPT_LEAK, readText } from '@gauntlet/detection';
import { type LeakRow, leakRows } from './leak-rows';

const isFound = ({ text, prompt }: LeakRow) =>
  findPromptLeak(readText(text), { mark: '', prompt }).score >= PROMPT_LEAK.block;

describe('the leak detector at its shipped threshold', () => {
  const rows = leakRows();
  const shareOf = (some: readonly LeakRow[]) => some.filter(isFound).length / some.length;
  const forms = [...new Set(rows.map(({ form }) => form))].filter((form) => form !== 'ordinary');

  it('takes at most two in a hundred ordinary answers for a leak', () => {
    expect(shareOf(rows.filter(({ label }) => label === 0))).toBeLessThanOrEqual(0.02);
  });

  it.each(forms)('finds most prompts told %s', (form) => {
    expect(shareOf(rows.filter((row) => row.form === form))).toBeGreaterThanOrEqual(0.5);
  });

  it('finds most of all leaks', () => {
    expect(shareOf(rows.filter(({ label }) => label === 1))).toBeGreaterThanOrEqual(0.85);
  });
});
