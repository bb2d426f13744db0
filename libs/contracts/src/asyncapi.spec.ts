import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asyncApiYaml } from './asyncapi';

describe('docs/asyncapi.yaml', () => {
  it('is what the contracts say; `npm run asyncapi` writes it anew', () => {
    expect(readFileSync(join(__dirname, '../../../docs/asyncapi.yaml'), 'utf8')).toBe(asyncApiYaml());
  });
});
