import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withErrorTable } from './error-table';

describe('docs/http-api.md', () => {
  it('has every error as the list has it; `npm run http-docs` writes the table anew', () => {
    const page = readFileSync(join(__dirname, '../../../../docs/http-api.md'), 'utf8');
    expect(withErrorTable(page)).toBe(page);
  });

  it('can’t lose the place of the table unnoticed', () => {
    expect(() => withErrorTable('# The HTTP API')).toThrow(/needs <!-- errors/);
  });
});
