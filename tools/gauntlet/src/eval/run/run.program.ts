import { type Command, InvalidArgumentError, Option } from 'commander';
import { durationMs } from '../../duration';
import { parseModelName, parseVersion, parseVersionName, type VersionName } from '../../prompts/version-name';
import type { Terminal } from '../../terminal/terminal';
import type { Moment } from '../../traffic/moment';
import { addSampling, endOption, type Sampling, trafficOption } from '../../traffic/traffic-options';
import type { EvalExit } from '../eval-exit';
import { number } from '../number-option';
import { parseAlpha, parseMargin, parseWithin } from '../numbers';
import { progressOn } from './progress';
import type { RunOptions } from './run.command';

interface RunFlags extends Omit<RunOptions, 'candidate' | 'limits' | 'traffic' | 'given'>, Sampling {
  readonly traffic?: Moment;
  readonly to?: Moment;
  readonly concurrency: number;
  readonly maxCost?: number;
  /** A deployment's name, or true for the usual one. */
  readonly local?: string | true;
}

/** `eval run`. What it does is loaded once it is asked for: it brings Kafka and Nest along. */
export function addRun(parent: Command, terminal: () => Terminal, end: (code: EvalExit) => void): void {
  const whole = (name: string, upTo: number) => (text: string) =>
    parseWithin(text, name, { from: 1, upTo, whole: true, example: 4 });
  const command = parent
    .command('run')
    .description('ask every row of a baseline and of a candidate through the running Gauntlet, and say which is better')
    .argument('<prompt@version>', 'the candidate, as in support-agent@v8', parseVersionName)
    .addOption(
      new Option('--baseline <version>', 'what it is compared with (default: the version in force)').argParser(
        parseVersion,
      ),
    )
    .option('--gate <file>', 'rules, rows and repeats (default: evals/<prompt>.gate.yaml, where it is there)')
    .option('--no-gate', 'go by the options alone')
    .option('--dataset <file>', 'rows to ask (default: the testData of the candidate)')
    .addOption(
      trafficOption('ask recorded requests since then, as -7d, in place of a dataset').conflicts(['dataset', 'local']),
    )
    .addOption(endOption())
    .addOption(new Option('--policy <name@version>', 'guardrail policy of the candidate').argParser(parseVersionName))
    .addOption(new Option('--model <provider/model>', 'model of the candidate').argParser(parseModelName))
    .addOption(number('--repeats <times>', 'how often each row is asked', whole('repeats', 100)).default(2))
    .addOption(number('--margin <drop>', 'the largest drop that does not matter', parseMargin).default(0.05))
    .addOption(number('--alpha <share>', 'how often the interval may miss', parseAlpha).default(0.05))
    .addOption(
      new Option('--reuse <age>', 'take answers of earlier runs to identical calls, at most so old, as 24h').argParser(
        parseAge,
      ),
    )
    .option('--sequential', 'look after every cluster of rows, and end as soon as there is a verdict', false)
    .addOption(number('--concurrency <calls>', 'questions at the same time', whole('concurrency', 64)).default(4))
    .addOption(
      number('--max-cost <usd>', 'US dollars after which nothing more is asked', (text) =>
        parseWithin(text, 'max-cost', { above: 0, example: 2.5 }),
      ),
    )
    .option(
      '--local [deployment]',
      'start a private Gauntlet for the run, with a file of deployments/ such as ollama (default: local)',
    );
  addSampling(command, { n: 500, stratify: 'outcome,language' }).action(
    async (candidate: VersionName, flags: RunFlags, run: Command) => {
      const { concurrency, maxCost, local, traffic, to, n, stratify, seed, ...options } = flags;
      if (traffic === undefined) refuseTrafficOptions(run);
      // Standard output belongs to what the run finds.
      (await import('@nestjs/common')).Logger.overrideLogger(['error']);
      const { runEvaluation } = await import('./run.command.js');
      const limits = { concurrency, maxCostUsd: maxCost, stop: interrupted(), onProgress: progressOn(process.stderr) };
      const wanted = traffic && { from: traffic, to, n, stratify, seed };
      const given = Object.keys(flags).filter((name) => run.getOptionValueSource(name) === 'cli');
      const asked = { ...options, given, candidate, traffic: wanted, limits };
      const evaluate = () => runEvaluation(asked, terminal());
      end(await (local === undefined ? evaluate() : evaluateLocally(local, evaluate)));
    },
  );
}

async function evaluateLocally(local: string | true, evaluate: () => Promise<EvalExit>): Promise<EvalExit> {
  const { withPrivateGauntlet } = await import('../local/private-gauntlet.js');
  return withPrivateGauntlet(local === true ? 'local' : local, (line) => console.error(line), evaluate);
}

/** A sample that nobody draws would pass for one that was asked. */
function refuseTrafficOptions(run: Command): void {
  const given = ['to', 'n', 'stratify', 'seed'].find((name) => run.getOptionValueSource(name) === 'cli');
  if (given) run.error(`error: option '--${given}' is of '--traffic' alone; add --traffic, or leave it out`);
}

function parseAge(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  const age = durationMs(Number(count), unit);
  if (age > 0) return age;
  throw new InvalidArgumentError(`"${text}" must be a time in minutes, hours or days, as in 24h.`);
}

function interrupted(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  process.once('SIGTERM', () => controller.abort());
  return controller.signal;
}
