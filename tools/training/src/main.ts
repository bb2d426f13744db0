// The commands of this package: npm run training -- <command>.
import { join } from 'node:path';
import { Command } from 'commander';
import { letterPairs } from './letter-pairs/letter-pairs';

const DATA = join(__dirname, '../../../../shared/data/guardrails');

const program = new Command('training').description('Makes the weights and tables of the detectors.');

program
  .command('letter-pairs')
  .description('count letter pairs of 45 languages: the table of libs/detection/src/reading/letter-pairs.ts')
  .option('--data <folder>', 'the labelled files', DATA)
  .action(({ data }: { data: string }) => console.log(letterPairs(data).join('\n')));

program.parse();
