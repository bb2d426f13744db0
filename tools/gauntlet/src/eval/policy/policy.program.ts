import { type Command, Option } from 'commander';
import { parseVersionName } from '../../prompts/version-name';
import type { Terminal } from '../../terminal/terminal';
import { addDrawing, endOption, trafficOption } from '../../traffic/traffic-options';
import { EVAL_EXIT, type EvalExit } from '../eval-exit';
import type { PolicyOptions } from './policy.command';

const SAY_EVERY_MS = 10_000;

/** `eval policy`. What it does is loaded once it is asked for: it brings Kafka, Nest and the detectors along. */
export function addPolicy(parent: Command, terminal: () => Terminal, end: (code: EvalExit) => void): void {
  const command = parent
    .command('policy')
    .description('what a policy would have done to recorded requests and answers; no model is asked')
    .argument('<policy>', 'default@v3 below policies/ or published, or the path of a draft', parsePolicy)
    .addOption(trafficOption('recorded requests since then, as -7d').makeOptionMandatory())
    .addOption(endOption())
    .addOption(
      new Option(
        '--baseline <policy>',
        'what it is compared with (default: the policy that each request was answered under)',
      ).argParser(parsePolicy),
    )
    .option('--prompt <name>', 'requests of this prompt alone');
  addDrawing(command, 5_000).action(
    async (candidate: string, options: Omit<PolicyOptions, 'candidate' | 'onLookedAt'>) => {
      // Standard output belongs to what is found.
      (await import('@nestjs/common')).Logger.overrideLogger(['error']);
      const { previewPolicy } = await import('./policy.command.js');
      await previewPolicy({ ...options, candidate, onLookedAt: progressOn(process.stderr) }, terminal());
      end(EVAL_EXIT.pass);
    },
  );
}

/** Says every ten seconds how far it is. */
function progressOn(stream: NodeJS.WriteStream): PolicyOptions['onLookedAt'] {
  let saidAt = performance.now();
  return (requests, of) => {
    if (performance.now() - saidAt < SAY_EVERY_MS) return;
    saidAt = performance.now();
    stream.write(`${requests} of ${of} requests\n`);
  };
}

/** @throws InvalidArgumentError for what is neither a path nor a name with a version. */
function parsePolicy(text: string): string {
  if (!/\.ya?ml$/.test(text)) parseVersionName(text);
  return text;
}
