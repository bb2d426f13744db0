import { deploymentFolder } from './deployment-folder';

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
  const prompts = cases.map(ladderPrompt).map((name) => {
    return [name, { versions: { v1: PROMPT }, desired: ladderPin(name) }] as const;
  });
  return deploymentFolder(directory, Object.fromEntries(prompts));
}

/** What a deployment file says of a prompt of that name; `version` is the one that its backup is asked with, if its own. */
export function ladderPin(name: string, version?: string) {
  return {
    version: 'v1',
    policy: 'default@v1',
    model: { provider: 'openai', model: name, parameters: { max_completion_tokens: 300 } },
    backups: [{ provider: 'anthropic', model: 'spare', parameters: { max_tokens: 200 }, version }],
    cannedAnswer: CANNED,
  };
}
