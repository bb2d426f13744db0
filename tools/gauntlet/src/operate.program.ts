import { type Command, InvalidArgumentError } from 'commander';
import { demo } from './demo/demo.command';
import { addVariable, type Variables } from './prompts/prompts.program';
import { ask } from './requests/ask.command';
import { IngressClient } from './requests/ingress-client';
import { show } from './requests/show.command';
import { tail } from './requests/tail.command';
import { status } from './status/status.command';
import type { Terminal } from './terminal/terminal';
import type { TimeLimit } from './time-limit';

/** Adds `ask`, `show`, `tail`, `status` and `demo`. */
export function addOperateCommands(program: Command, terminal: () => Terminal, limit: TimeLimit): void {
  addAsk(program, terminal);
  const onFollowing = () => limit.lift();
  program
    .command('show')
    .description('the record of a request, stage by stage')
    .argument('<id>', 'request id')
    .action((id: string) => show(id, IngressClient.fromEnvironment(), terminal()));
  program
    .command('tail')
    .description('follow answers as they are released; Ctrl-C ends it')
    .option('-n, --count <number>', 'end after so many answers', parseCount, Number.POSITIVE_INFINITY)
    .action(({ count }: { count: number }) => tail({ count, stopped: interrupted(), onFollowing }, terminal()));
  program
    .command('status')
    .description('stages, instances, lag, in flight, dead letters')
    .action(() => status(terminal()));
  program
    .command('demo')
    .description('a handful of telling requests with their records; starts a Gauntlet if none runs')
    .action(() => demo(IngressClient.fromEnvironment(), terminal()));
}

function addAsk(program: Command, terminal: () => Terminal): void {
  program
    .command('ask')
    .description('send one request and show its answer')
    .argument('<prompt>', 'name of a prompt')
    .argument('<input>', 'what the user says')
    .option('--var <name=value>', 'template variable or tag; repeatable', addVariable, {})
    .option('--conversation <id>', 'keeps a conversation on one side of a canary')
    .action((prompt: string, input: string, options: { var: Variables; conversation?: string }) => {
      const question = { prompt, input, variables: options.var, conversation: options.conversation };
      return ask(question, IngressClient.fromEnvironment(), terminal());
    });
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

function parseCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('it must be a whole number above 0.');
}
