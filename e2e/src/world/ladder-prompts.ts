import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root';

const PROMPT = `
name: Ladder
description: Answers about returns.
model: openai/sim-large
messages:
  - { role: system, content: Returns are free within 30 days. }
  - { role: user, content: '{{input}}' }
`;

/** What a ladder's prompt says when every model failed. */
export const CANNED = 'Sorry, the ladder has ended.';

/** Name of the prompt of a case, and of its first model, which is nobody else's: circuits are remembered by model. */
export function ladderPrompt(name: string): string {
  return `ladder-${name}`;
}

/**
 * Writes a folder with one prompt for each case, asked from OpenAI first and from Anthropic then, with parameters of its
 * own; gives the deployment file.
 */
export function ladderDeployment(directory: string, cases: readonly string[]): string {
  const names = cases.map(ladderPrompt);
  for (const name of names) {
    mkdirSync(join(directory, 'prompts', name), { recursive: true });
    writeFileSync(join(directory, 'prompts', name, 'v1.prompt.yml'), PROMPT);
  }
  mkdirSync(join(directory, 'deployments'));
  symlinkSync(join(ROOT, 'policies'), join(directory, 'policies'));
  const path = join(directory, 'deployments', 'ladder.yaml');
  writeFileSync(path, JSON.stringify({ prompts: Object.fromEntries(names.map((name) => [name, pinOf(name)])) }));
  return path;
}

function pinOf(name: string) {
  return {
    version: 'v1',
    policy: 'default@v1',
    model: { provider: 'openai', model: name, parameters: { max_completion_tokens: 300 } },
    backups: [{ provider: 'anthropic', model: 'spare', parameters: { max_tokens: 200 } }],
    cannedAnswer: CANNED,
  };
}
