import { describe, expect, it } from 'vitest';
import { readPublished } from '../../published-files';
import { publishedResult, renderingOf } from './publish';

describe('the page on statistics', () => {
  it('says what its result says, and nothing else', async () => {
    const rendered = await renderingOf(publishedResult());
    expect(Object.keys(rendered)).toContain('docs/statistics.md');
    for (const [path, text] of Object.entries(rendered)) expect(readPublished(path), path).toBe(text);
  });
});
