import { Command, CommanderError } from 'commander';
import { printable } from '@gauntlet/launcher/printable';
import { stdoutTerminal } from '../terminal/terminal';
import { timeoutOption } from '../time-limit';
import { evalCommand } from './eval.program';
import { EVAL_EXIT, type EvalExit } from './eval-exit';

/** Help is asked of the whole program. */
const OPTION = /^-(?!h$|-help$)/;

/** Whether a command line asks for `eval`, which loads nothing of Kafka and the services, whatever options come first. */
export function isEval(argv: readonly string[]): boolean {
  return argv.find((word, index) => !OPTION.test(word) && argv[index - 1] !== '--timeout') === 'eval';
}

/** Runs `gauntlet eval …` to its end; prints why it can't, as one line. Never throws. */
export async function runEval(argv: readonly string[]): Promise<EvalExit> {
  // Commander ends before a command has run where it only shows help.
  let code: EvalExit = EVAL_EXIT.pass;
  const program = new Command('gauntlet')
    .exitOverride()
    .option('--json', 'print JSON for programs', false)
    // Every command takes it; `eval` has no limit, for a run lasts as long as its rows.
    .addOption(timeoutOption());
  const terminal = () => stdoutTerminal(program.opts<{ json: boolean }>());
  const command = evalCommand(terminal, (reached) => (code = reached));
  for (const one of [command, ...command.commands]) one.exitOverride();
  try {
    await program.addCommand(command).parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EVAL_EXIT.pass : EVAL_EXIT.notRun;
    console.error(`gauntlet: ${printable(error instanceof Error ? error.message : String(error), { lines: true })}`);
    return EVAL_EXIT.notRun;
  }
}
