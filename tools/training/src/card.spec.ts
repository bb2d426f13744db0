import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { publish } from './card';

describe('publish', () => {
  let folder: string;
  let card: string;

  beforeEach(() => {
    vi.spyOn(console, 'log').mockReturnValue();
    folder = mkdtempSync(join(tmpdir(), 'card-'));
    card = join(folder, 'card.md');
  });

  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  it('replaces its part of the card and nothing else', () => {
    writeFileSync(card, 'before\n<!-- a: written by npm run eval:guardrails -->\nold\n<!-- end of a -->\nafter\n');
    publish('a', 'new', card);
    const written = '<!-- a: written by npm run eval:guardrails -->\n\nnew\n\n<!-- end of a -->';
    expect(readFileSync(card, 'utf8')).toBe(`before\n${written}\nafter\n`);
  });

  it('leaves a card alone that lacks a comment', () => {
    const text = '<!-- a: written by npm run eval:guardrails -->\nthe rest of the card\n';
    writeFileSync(card, text);
    expect(() => publish('a', 'new', card)).toThrow('end of a');
    expect(readFileSync(card, 'utf8')).toBe(text);
  });
});
