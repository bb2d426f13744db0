import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Policy } from '@gauntlet/artefacts';
import type { Terminal } from '../terminal/terminal';
import type { TimeLimit } from '../time-limit';
import { calibrate } from './calibrate.command';
import { evaluate } from './eval.command';
import { evaluateLines } from './eval-lines.command';
import { explain, type ExplainOptions } from './explain.command';
import { explainedText, type ExplainSource } from './explained-text';
import { policyFile, policyOnDisk } from './policy-on-disk';
import { MEASURED, type Measured, OF_A_POLICY } from './row-check';

interface EvalFlags {
  readonly check: string;
  readonly data?: string;
  readonly policy?: string;
  readonly scores?: string;
  readonly lines?: true;
}

interface CalibrateFlags {
  readonly traffic: string;
  readonly fpr: number;
  readonly check?: string;
  readonly policy?: string;
}

type ExplainFlags = ExplainSource & Pick<ExplainOptions, 'channel' | 'policy'>;

const CHECKS = Object.keys(MEASURED) as Measured[];
const SCORED: readonly Measured[] = ['injection', 'toxicity', 'leak', ...OF_A_POLICY];
const CALIBRATED: readonly Measured[] = ['injection', 'toxicity'];
const DEFAULT_POLICY = 'default@v2';

/** Adds `guardrails explain`, `guardrails eval` and `guardrails calibrate`; none needs anything that runs. */
export function addGuardrailCommands(program: Command, terminal: () => Terminal, limit: TimeLimit): void {
  const guardrails = program
    .command('guardrails')
    .description('what the checks find, and how well')
    // They wait for nobody, and a large file takes its time.
    .hook('preAction', () => limit.lift());
  addExplain(guardrails, terminal);
  addEval(guardrails, terminal);
  addCalibrate(guardrails, terminal);
  guardrails.commands.forEach(refuseRepeatedOptions);
}

function addExplain(guardrails: Command, terminal: () => Terminal): void {
  guardrails
    .command('explain')
    .description('what each check of a policy finds in a text, and why')
    .argument('[text]', 'what somebody says')
    .option('--file <file>', 'the file that holds the text (- for standard input)')
    .option('--system <file>', 'the file of the system prompt, which an answer must not tell (- for standard input)')
    .addOption(new Option('--side <side>', 'to the model, or from it').choices(['input', 'output']).default('input'))
    .addOption(new Option('--channel <channel>', 'who wrote it').choices(['user', 'document']).default('user'))
    .addOption(policyOption().default(policyFile(DEFAULT_POLICY), DEFAULT_POLICY))
    .action(async (given: string | undefined, { side, channel, policy, ...files }: ExplainFlags) => {
      return explain({ side, channel, policy, ...(await explainedText(given, { side, ...files })) }, terminal());
    });
}

function addEval(guardrails: Command, terminal: () => Terminal): void {
  guardrails
    .command('eval')
    .description('measure a check on labelled texts')
    .addOption(new Option('--check <name>', 'what is measured').choices(namesOf(CHECKS)).makeOptionMandatory())
    .addOption(new Option('--data <file>', 'JSON Lines with text, and label or spans').conflicts('lines'))
    .addOption(policyOption())
    .addOption(new Option('--scores <file>', 'write the score of each row to this file').conflicts('lines'))
    .option('--lines', 'answer rows of standard input one by one, for a program')
    .action(({ check, policy: path, data, lines, scores }: EvalFlags) => {
      const measured = measuredBy(check);
      const policy = policyFor(measured, path);
      if (lines) return evaluateLines({ measured, policy }, { input: process.stdin, output: process.stdout });
      if (data !== undefined) return evaluate({ measured, policy, data, scores }, terminal());
      throw new InvalidArgumentError('say --data FILE, or --lines to read standard input.');
    });
}

function addCalibrate(guardrails: Command, terminal: () => Terminal): void {
  guardrails
    .command('calibrate')
    .description('propose thresholds that keep a budget of false positives')
    .requiredOption('--traffic <file>', 'JSON Lines with the text of harmless requests')
    .requiredOption('--fpr <share>', 'share of harmless texts that may be flagged, as in 0.01', parseShare)
    .addOption(policyOption())
    .addOption(
      new Option('--check <name>', `one check (default: ${CALIBRATED.join(' and ')})`).choices(namesOf(SCORED)),
    )
    .action(({ check, policy: path, ...options }: CalibrateFlags) => {
      const checks = check === undefined ? CALIBRATED : [measuredBy(check)];
      return calibrate({ ...options, checks, policy: policyFor(checks[0], path) }, terminal());
    });
}

/** Policies have other names for some checks, which are as good. */
function namesOf(checks: readonly Measured[]): string[] {
  return [...new Set([...checks, ...checks.map((measured) => MEASURED[measured])])];
}

function measuredBy(name: string): Measured {
  return CHECKS.find((measured) => measured === name || MEASURED[measured] === name) as Measured;
}

/** @throws InvalidArgumentError when a check is nothing without a policy */
function policyFor(measured: Measured | undefined, path: string | undefined): Policy | null {
  if (path !== undefined) return policyOnDisk(path);
  if (!measured || !OF_A_POLICY.includes(measured)) return null;
  throw new InvalidArgumentError(`what ${measured} finds is in a policy alone; say --policy FILE.`);
}

/** The last of two values would win without a word, and what was measured would not be what is read. */
function refuseRepeatedOptions(command: Command): void {
  const given = new Set<string>();
  for (const option of command.options) {
    const { flags } = option;
    command.on(`option:${option.name()}`, () => {
      if (given.has(flags)) command.error(`error: option '${flags}' is given twice; give it once`, { exitCode: 2 });
      given.add(flags);
    });
  }
}

function policyOption(): Option {
  const what = 'with the options of a policy below policies/, or of the one in a file';
  return new Option('--policy <name@version>', what).argParser(policyFile);
}

function parseShare(text: string): number {
  const share = Number(text);
  if (share > 0 && share < 1) return share;
  throw new InvalidArgumentError('it must be a share between 0 and 1, as in 0.01.');
}
