import { deploymentFolder } from './deployment-folder';
import { ladderPin } from './ladder-prompts';

/** Prompts, and their first models, whose backup is asked with v2; v3 takes a variable. */
export const [TEXT, JSON_ANSWER] = ['backup-text', 'backup-json'];

/** What each version tells its model. */
export const SYSTEM = { v1: 'Returns are free within 30 days.', v2: 'Returns are free for one month.' };

const SCHEMA = '{ type: object, required: [days], properties: { days: { type: integer } } }';

/** Writes the prompts into a folder; gives the deployment file. */
export function backupDeployment(directory: string): string {
  const json = `responseFormat: json_schema\njsonSchema: { name: days, schema: ${SCHEMA} }`;
  const pair = (format: string) => ({ v1: prompt(SYSTEM.v1, format), v2: prompt(SYSTEM.v2, format) });
  return deploymentFolder(directory, {
    [TEXT]: { versions: { ...pair(''), v3: prompt('You help {{customer}}.', '') }, desired: ladderPin(TEXT, 'v2') },
    [JSON_ANSWER]: { versions: pair(json), desired: ladderPin(JSON_ANSWER, 'v2') },
  });
}

function prompt(system: string, format: string): string {
  return `
name: Returns
description: Answers about returns.
model: openai/sim-large
${format}
messages:
  - { role: system, content: '${system}' }
  - { role: user, content: '{{input}}' }
`;
}
