import { Command, CommanderError } from 'commander';
import { printable } from '@gauntlet/launcher/printable';
import { driftCommand } from '../drift/drift.program';
import { stdoutTerminal } from '../terminal/terminal';
import { timeoutOption } from '../time-limit';
import { evalCommand } from './eval.program';
import { EVAL_EXIT, type EvalExit } from './eval-exit';

/** Help is asked of the whole program. */
const OPTION = /^-(?!h$|-help$)/;

/** Whether a command line asks for `eval` or `drift`, which load nothing of Kafka and the services, whatever options come first. */
export function isEval(argv: readonly string[]): boolean {
  const word = argv.find((word, index) => !OPTION.test(word) && argv[index - 1] !== '--timeout');
  return word === 'eval' || word === 'drift';
}

/** Runs `gauntlet eval …` or `gauntlet drift …`, whose exit codes are alike, to its end; prints why it can't, as one line. Never throws. */
export async function runEval(argv: readonly string[]): Promise<EvalExit> {
  // Commander ends before a command has run where it only shows help.
  let code: EvalExit = EVAL_EXIT.pass;
  const program = new Command('gauntlet')
    .exitOverride()
    .option('--json', 'print JSON for programs', false)
    // Every command takes it; `eval` has no limit, for a run lasts as long as its rows.
    .addOption(timeoutOption());
  const terminal = () => stdoutTerminal(program.opts<{ json: boolean }>());
  const commands = [evalCommand, driftCommand].map((make) => make(terminal, (reached) => (code = reached)));
  for (const command of commands) {
    for (const one of [command, ...command.commands]) one.exitOverride();
    program.addCommand(command);
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EVAL_EXIT.pass : EVAL_EXIT.notRun;
    console.error(`gauntlet: ${printable(error instanceof Error ? error.message : String(error), { lines: true })}`);
    return EVAL_EXIT.notRun;
  }
}
