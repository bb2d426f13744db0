import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { parseVersionName } from '../prompts/version-name';
import { ScoresError } from './eval.errors';

/**
 * The file of a prompt on the command line: a path such as `prompts/support-agent/v7.prompt.yml`, or `support-agent@v7` for the
 * one below `prompts/`. @throws ScoresError for anything else.
 */
export function promptPath(given: string): string {
  if (/\.ya?ml$/.test(given)) return given;
  try {
    const { name, version } = parseVersionName(given);
    return join('prompts', name, `${version}.prompt.yml`);
  } catch (error) {
    throw error instanceof InvalidArgumentError ? new ScoresError(`--prompt ${error.message}`) : error;
  }
}
