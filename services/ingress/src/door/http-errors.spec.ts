import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HTTP_ERRORS } from '@gauntlet/contracts/http';

const ROOT = resolve(__dirname, '../../../..');
const LIST = join(ROOT, 'libs/contracts/src/http');

/** All code that runs in ingress, and a bit more, without the list itself. */
function sources(): string {
  // A lib that is gone may have left what was built of it.
  const libs = readdirSync(join(ROOT, 'libs')).flatMap((lib) =>
    existsSync(join(ROOT, 'libs', lib, 'src')) ? [`libs/${lib}/src`] : [],
  );
  const files = ['services/ingress/src', ...libs].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(ROOT, folder, file)),
  );
  const isCode = (file: string) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith(LIST);
  return files
    .filter(isCode)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

// That no code is missing in the list is seen to by the compiler: an error takes its code from there.
describe('the list of errors', () => {
  it('has no code that nobody gives', () => {
    const code = sources();
    expect(Object.keys(HTTP_ERRORS).filter((name) => !code.includes(`'${name}'`))).toEqual([]);
  });
});
