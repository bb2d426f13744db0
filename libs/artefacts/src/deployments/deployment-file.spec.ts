import { describe, expect, it } from 'vitest';
import { ArtefactFileError } from '../artefact-file.error';
import { parseDeploymentFile } from './deployment-file';

describe('parseDeploymentFile', () => {
  it.each([
    [
      'an unknown key',
      'prompts: { a: { version: v1, policy: p@v1, cannedAnswer: x, cannary: 5 } }',
      '/prompts/a/cannary',
    ],
    ['a policy without version', 'prompts: { a: { version: v1, policy: p, cannedAnswer: x } }', '/prompts/a/policy'],
    ['a missing canned answer', 'prompts: { a: { version: v1, policy: p@v1 } }', '/prompts/a/cannedAnswer'],
    [
      'a name that can be no prompt',
      'prompts: { "a b": { version: v1, policy: p@v1, cannedAnswer: x } }',
      '/prompts/a b',
    ],
    [
      'a backup’s version that can be none',
      'prompts: { a: { version: v1, policy: p@v1, cannedAnswer: x, backups: [{ provider: p, model: m, version: 1 }] } }',
      '/prompts/a/backups/0/version',
    ],
    ['nothing to deploy', 'prompts: {}', '/prompts'],
  ])('refuses %s and names it', (_, source, field) => {
    expect(() => parseDeploymentFile(source, 'local.yaml')).toThrow(ArtefactFileError);
    expect(() => parseDeploymentFile(source, 'local.yaml')).toThrow(`local.yaml: ${field} `);
  });
});
