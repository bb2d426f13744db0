import { Command, Option } from 'commander';
import { chunksOf } from '../guardrails/row-file';
import { HELP_CONFIGURATION } from '../terminal/help';
import type { Terminal } from '../terminal/terminal';
import { compareBatch } from './batch.command';
import { compareFiles, type CompareOptions } from './compare.command';
import { ScoresError } from './eval.errors';
import { EVAL_EXIT, type EvalExit, exitCodeOf } from './eval-exit';
import { type LevelOptions, sayLevel } from './level.command';
import { number } from './number-option';
import { type Limits, parseAlpha, parseBounds, parseMargin, parseWithin } from './numbers';
import { addPolicy } from './policy/policy.program';
import { type PowerOptions, sayPower } from './power.command';
import { addRun } from './run/run.program';
import type { ScoreOptions } from './score.command';

interface CompareFlags extends CompareOptions {
  readonly batch?: string;
}

/**
 * The commands of `eval`: `run` and `policy` need a running Gauntlet, the others nothing that runs. `end` is told the exit
 * code of a command that ran.
 */
export function evalCommand(terminal: () => Terminal, end: (code: EvalExit) => void): Command {
  const command = new Command('eval')
    .configureHelp(HELP_CONFIGURATION)
    .description('whether a candidate is better than a baseline, on graded rows');
  addCompare(command, terminal, end);
  addLevel(command, terminal, end);
  addPower(command, terminal, end);
  addScore(command, end);
  addRun(command, terminal, end);
  addPolicy(command, terminal, end);
  return command;
}

function addCompare(parent: Command, terminal: () => Terminal, end: (code: EvalExit) => void): void {
  parent
    .command('compare')
    .description('compare the scores of two variants on the same rows (exit code 0 pass, 1 worse, 2 not enough data)')
    .argument('[baseline]', 'JSON Lines with id, score and, where rows belong together, cluster')
    .argument('[candidate]', 'the same rows, paired by id')
    .addOption(number('--margin <drop>', 'the largest drop that does not matter', parseMargin).default(0.05))
    .addOption(number('--alpha <share>', 'how often the interval may miss', parseAlpha).default(0.05))
    .addOption(
      number('--bounds <least,greatest>', 'what scores can be', parseBounds).default({ least: 0, greatest: 1 }, '0,1'),
    )
    .option('--sequential', 'look after every row, and stop as soon as there is a verdict', false)
    .option('--batch <file>', 'one comparison a line instead of two files (- for standard input)')
    .action(async (baseline: string | undefined, candidate: string | undefined, flags: CompareFlags) => {
      const { batch, ...options } = flags;
      if (batch !== undefined && baseline === undefined) return end(await answerBatch(batch, options));
      if (batch !== undefined || baseline === undefined || candidate === undefined) {
        throw new ScoresError('the files are unclear; name a baseline and a candidate, or --batch FILE alone');
      }
      end(exitCodeOf(await compareFiles({ baseline, candidate }, options, terminal())));
    });
}

function addLevel(parent: Command, terminal: () => Terminal, end: (code: EvalExit) => void): void {
  parent
    .command('level')
    .description('between which values the mean of the scores of a file lies')
    .argument('<scores>', 'JSON Lines with id, score and, where rows belong together, cluster')
    .option('--human <file>', 'scores that a person gave to some of the rows, by which a judge’s mean is corrected')
    .addOption(number('--alpha <share>', 'how often the interval may miss', parseAlpha).default(0.05))
    .addOption(
      number('--bounds <least,greatest>', 'what scores can be', parseBounds).default({ least: 0, greatest: 1 }, '0,1'),
    )
    .action(async (scores: string, options: LevelOptions) => {
      await sayLevel(scores, options, terminal());
      end(EVAL_EXIT.pass);
    });
}

async function answerBatch(file: string, options: CompareOptions): Promise<EvalExit> {
  await compareBatch(options, { input: file === '-' ? process.stdin : chunksOf(file), output: process.stdout });
  return EVAL_EXIT.pass;
}

function addPower(parent: Command, terminal: () => Terminal, end: (code: EvalExit) => void): void {
  const within = (limits: Limits) => (text: string, name: string) => parseWithin(text, name, limits);
  const rows = within({ from: 1, example: 4 });
  parent
    .command('power')
    .description('how many rows a comparison needs, and what the rows at hand can show')
    .addOption(
      number(
        '--sd <sd>',
        'standard deviation of the differences of rows',
        within({ above: 0, example: 0.3 }),
      ).makeOptionMandatory(),
    )
    .addOption(number('--n <rows>', 'rows at hand', within({ from: 1, whole: true, example: 120 })))
    .addOption(
      number('--drop <share>', 'the drop that is to be seen', within({ above: 0, example: 0.05 })).default(0.05),
    )
    .addOption(number('--alpha <share>', 'how often the interval may miss', parseAlpha).default(0.05))
    .addOption(
      number(
        '--power <share>',
        'how often the drop is to be seen',
        within({ above: 0.5, upTo: 0.999, example: 0.8 }),
      ).default(0.8),
    )
    .addOption(number('--cluster-size <rows>', 'rows in a cluster', rows).default(1))
    .addOption(number('--largest-cluster <rows>', 'rows in the largest one (default: as in all)', rows))
    .addOption(
      number(
        '--icc <share>',
        'how alike the rows of a cluster are',
        within({ from: 0, upTo: 1, example: 0.1 }),
      ).default(0),
    )
    .action((options: PowerOptions) => {
      sayPower(options, terminal());
      end(EVAL_EXIT.pass);
    });
}

function addScore(parent: Command, end: (code: EvalExit) => void): void {
  parent
    .command('score')
    .description('score answers of a file, as lines that `eval compare` reads')
    .requiredOption('--prompt <prompt>', 'name@version of a file below prompts/, or the path of one')
    .requiredOption('--answers <file>', 'JSON Lines with the id of a row and its answer')
    .option('--dataset <file>', "rows that were answered (default: the prompt's testData)")
    .option('--evaluator <name>', 'which evaluator of the prompt, where it has several')
    .addOption(
      new Option('--scorer <uses>', 'a scorer in place of the evaluators, as in gauntlet/contains').conflicts(
        'evaluator',
      ),
    )
    .action(async (options: ScoreOptions) => {
      // Loads detectors and schema compilers, which no comparison needs.
      const { scoreAnswers } = await import('./score.command.js');
      await scoreAnswers(options, { row: (line) => console.log(line), note: (line) => console.error(line) });
      end(EVAL_EXIT.pass);
    });
}
