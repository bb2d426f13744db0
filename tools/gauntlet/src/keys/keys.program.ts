import { type Command, InvalidArgumentError } from 'commander';
import { type KeyScope, NAME_PATTERN, OWN_TENANT } from '@gauntlet/contracts';
import type { Terminal } from '../terminal/terminal';
import { createApiKey, type CreateFlags, listApiKeys, revokeApiKey } from './keys.command';

const USUAL: readonly KeyScope[] = ['requests:write', 'requests:read'];
const SCOPES: readonly KeyScope[] = [...USUAL, 'prompts:read'];
type CreateOptions = Omit<CreateFlags, 'scope'> & { readonly scope?: readonly KeyScope[] };

const NAME = new RegExp(`^${NAME_PATTERN}$`);

/** Adds `keys create`, `keys list` and `keys revoke`. */
export function addKeyCommands(program: Command, terminal: () => Terminal): void {
  const keys = program.command('keys').description('API keys: who may ask, on behalf of which tenant');
  keys
    .command('create')
    .description(
      'put a new key in force and show its text, once; takes GAUNTLET_KEY_PEPPER, else the pepper of a local npm start',
    )
    .requiredOption('--tenant <name>', 'on whose behalf it asks; tenant of every record', parseTenant)
    .option('--scope <scope>', `${SCOPES.join(', ')}; repeatable (default: ${USUAL.join(' and ')})`, addScope)
    .option('--label <text>', 'what it is for', '')
    .option('--by <name>', 'who creates it (default: the user)')
    .action((flags: CreateOptions) => createApiKey({ ...flags, scope: flags.scope ?? USUAL }, terminal()));
  keys
    .command('list')
    .description('every key that ever was, without its text')
    .action(() => listApiKeys(terminal()));
  keys
    .command('revoke')
    .description('make a key void for ever, within a second')
    .argument('<id>', 'as in key_4fQ9zT1mXcR2')
    .requiredOption('--reason <text>', 'why; kept for ever')
    .option('--by <name>', 'who does it (default: the user)')
    .action((id: string, flags: { reason: string; by?: string }) => revokeApiKey(id, flags, terminal()));
}

function parseTenant(text: string): string {
  if (text === OWN_TENANT) throw new InvalidArgumentError(`"${OWN_TENANT}" is the tenant of Gauntlet's own requests.`);
  if (NAME.test(text)) return text;
  throw new InvalidArgumentError('it must be letters, digits, ".", "_" or "-", as in shop.');
}

function addScope(text: string, before: readonly KeyScope[] = []): KeyScope[] {
  const scope = SCOPES.find((one) => one === text);
  if (!scope) throw new InvalidArgumentError(`the scopes are ${SCOPES.join(', ')}.`);
  return [...before, scope];
}
