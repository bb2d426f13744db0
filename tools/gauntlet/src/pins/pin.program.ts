import { type Command, InvalidArgumentError } from 'commander';
import {
  type ModelName,
  parseModelName,
  parsePercent,
  parseVersion,
  parseVersionName,
  type VersionName,
} from '../prompts/version-name';
import type { Terminal } from '../terminal/terminal';
import { pin, type PinRequest, type PinSignature, ramp, rollback } from './pin.command';
import { pinsHistory } from './pins.command';
import { addRampOptions, type RampFlags, rampOf } from './ramp-flags';
import { addShadowOptions, type ShadowFlags, shadowOf } from './shadow-flags';

interface PinFlags extends PinRequest, RampFlags, ShadowFlags {
  readonly policy?: VersionName;
  readonly model?: ModelName;
  /** False: `--no-backup`. */
  readonly backup?: readonly ModelName[] | boolean;
  readonly cannedAnswer?: string;
  readonly canary?: string;
  readonly percent?: number;
}

/** Adds `pin`, `rollback` and `pins history`. */
export function addPinCommands(program: Command, terminal: () => Terminal): void {
  addPin(program, terminal);
  program
    .command('rollback')
    .description('take a prompt back to the pin before the one in force')
    .argument('<prompt>', 'name of a prompt')
    .option('--reason <text>', 'why (default: "rollback to <version>")', parseReason)
    .option('--by <name>', 'who does it (default: the user)')
    .action((prompt: string, options: Partial<PinSignature>) => rollback(prompt, options, terminal()));
  const pins = program.command('pins').description('what was in force, and who set it');
  pins
    .command('history')
    .description('every pin, newest first')
    .argument('[prompt]', 'name of a prompt (default: all)')
    .action((prompt: string | undefined) => pinsHistory(prompt, terminal()));
}

function addPin(program: Command, terminal: () => Terminal): void {
  const command = program
    .command('pin')
    .description(
      'put a published version in force, with its own model and parameters; what a deployment or an option names stays, a canary ends',
    )
    .argument('<prompt@version>', 'as in support-agent@v6', parseVersionName)
    .requiredOption('--reason <text>', 'why; kept for ever', parseReason)
    .option('--by <name>', 'who does it (default: the user)')
    .option('--force', 'pin what has not passed the gate that its deployment requires; kept for ever with the reason')
    .option('--policy <name@version>', 'guardrail policy', parseVersionName)
    .option('--model <provider/model>', 'first model, with the parameters of the version', parseModelName)
    .option(
      '--backup <provider/model>',
      'backup model, with the parameters of the version; repeatable, replaces all backups',
      addModel,
    )
    .option('--no-backup', 'no backup models')
    .option('--canned-answer <text>', 'safe answer for when nothing else is left')
    .option('--canary <version>', 'version of the same prompt for a share of conversations', parseVersion)
    .option('--percent <share>', 'share of the canary or the shadow, 0 to 100', parsePercent);
  addShadowOptions(command);
  addRampOptions(command).action((prompt: VersionName, flags: PinFlags) => {
    const asked = rampOf(flags);
    if (!asked) return pin(changeOf(prompt, flags), flags, terminal());
    refuseBesideRamp(flags);
    return ramp({ candidate: prompt, ramp: asked }, flags, terminal());
  });
}

// A ramp compares two versions: whatever else changed at the same time would be part of what is found.
function refuseBesideRamp({ policy, model, backup, cannedAnswer, canary, percent, shadow }: PinFlags): void {
  const others = [policy, model, backup, cannedAnswer, canary, percent, shadow];
  if (others.every((flag) => flag === undefined || flag === true)) return;
  throw new InvalidArgumentError(
    '--ramp stands alone: --policy, --model, --backup, --canned-answer, --canary, --shadow and --percent would change more than the version; pin those first.',
  );
}

function parseReason(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('say why: it is kept for ever.');
  return text;
}

function changeOf(prompt: VersionName, { canary, percent, backup, ...flags }: PinFlags) {
  const { policy, model, cannedAnswer } = flags;
  const shadow = shadowOf(prompt, { canary, percent, ...flags });
  const backups = Array.isArray(backup) ? backup : backup === false ? [] : undefined;
  return {
    prompt,
    policy,
    model,
    backups,
    cannedAnswer,
    canary: shadow ? undefined : shareOf(canary, percent),
    shadow,
  };
}

function shareOf(version: string | undefined, percent: number | undefined) {
  if (version === undefined && percent === undefined) return undefined;
  if (version !== undefined && percent !== undefined) return { version, percent };
  throw new InvalidArgumentError('--canary and --percent belong together, as in --canary v8 --percent 10.');
}

function addModel(text: string, before: readonly ModelName[] | boolean | undefined): ModelName[] {
  return [...(Array.isArray(before) ? (before as ModelName[]) : []), parseModelName(text)];
}
