import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { HELP_CONFIGURATION } from './help';

describe('HELP_CONFIGURATION', () => {
  it('says which options are required, also of commands below', () => {
    const below = new Command()
      .configureHelp(HELP_CONFIGURATION)
      .command('sample')
      .requiredOption('--from <time>', 'begin')
      .option('--n <rows>', 'how many', '5');
    expect(below.helpInformation()).toMatch(
      /--from <time> +begin \(required\)\n +--n <rows> +how many \(default: "5"\)\n/,
    );
  });
});
