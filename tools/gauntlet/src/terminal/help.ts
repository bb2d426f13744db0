import { Help, type HelpConfiguration } from 'commander';

const USUAL = new Help();

/** Help that names the options that a command can't do without. */
export const HELP_CONFIGURATION: HelpConfiguration = {
  optionDescription: (option) => `${USUAL.optionDescription(option)}${option.mandatory ? ' (required)' : ''}`,
};
