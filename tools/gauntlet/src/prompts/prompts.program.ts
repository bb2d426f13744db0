import { type Command, InvalidArgumentError } from 'commander';
import type { Terminal } from '../terminal/terminal';
import { diffPrompts, renderPrompt, showPrompt } from './prompts.command';
import { lintPrompts } from './prompts-lint.command';
import { listPrompts } from './prompts-list.command';

/** Variables by name. */
export type Variables = Readonly<Record<string, string>>;

const SOURCE = 'published name@version, or the path of a .yml file';

/** Adds `prompts list`, `show`, `diff`, `lint` and `render`. */
export function addPromptCommands(program: Command, terminal: () => Terminal): void {
  const prompts = program.command('prompts').description('prompt versions, published or in files');
  prompts
    .command('list')
    .description('published versions, and which are in force')
    .action(() => listPrompts(terminal()));
  prompts
    .command('show')
    .description('a version as its author wrote it')
    .argument('<prompt>', SOURCE)
    .action((name: string) => showPrompt(name, terminal()));
  prompts
    .command('diff')
    .description('what changes between two versions')
    .argument('<from>', SOURCE)
    .argument('<to>', `${SOURCE}, or a version of the same prompt, as in v7`)
    .action((from: string, to: string) => diffPrompts(from, to, terminal()));
  prompts
    .command('lint')
    .description('check prompt and policy files as publishing would')
    .argument('[files...]', 'their paths (default: all below prompts/ and policies/)')
    .action((files: string[]) => lintPrompts(files, terminal()));
  addRender(prompts, terminal);
}

function addRender(prompts: Command, terminal: () => Terminal): void {
  prompts
    .command('render')
    .description('the messages that a model would get')
    .argument('<prompt>', SOURCE)
    .requiredOption('--input <text>', 'what the user says')
    .option('--var <name=value>', 'template variable; repeatable', addVariable, {})
    .action((name: string, { input, var: variables }: { input: string; var: Variables }) => {
      return renderPrompt(name, { input, variables }, terminal());
    });
}

/** Adds `name=value` to the variables so far. @throws InvalidArgumentError without a name or an equals sign. */
export function addVariable(text: string, before: Variables): Variables {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('it must be written as name=value.');
  return { ...before, [name]: value };
}
