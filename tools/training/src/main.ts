// The commands of this package: npm run training -- <command>.
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { Random } from './generate/random';
import { letterPairs } from './letter-pairs/letter-pairs';
import { makeNames } from './names/names.command';

const ROOT = join(__dirname, '../../..');
const WEIGHTS = join(ROOT, 'libs/detection/weights');
const DATA = join(ROOT, '../shared/data/guardrails');
const SEED = 20_260;

const program = new Command('training').description('Makes the weights and tables of the detectors.');

program
  .command('letter-pairs')
  .description('count letter pairs of 45 languages: the table of libs/detection/src/reading/letter-pairs.ts')
  .option('--data <folder>', 'the labelled files', DATA)
  .action(({ data }: { data: string }) => console.log(letterPairs(data).join('\n')));

program
  .command('names')
  .description('make what the detection of persons knows of words')
  .requiredOption('--packages <folder>', 'where the packages of the README are installed')
  .option('--data <folder>', 'the labelled files', DATA)
  .option('--seed <number>', 'of the order in which words are learnt', whole, SEED)
  .action(({ packages, data, seed }: { packages: string; data: string; seed: number }) => {
    const random = new Random(seed);
    makeNames({ packages, data, random: () => random.next() }, join(WEIGHTS, 'names.bin'));
  });

program.parse();

function whole(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('must be a whole number');
  return number;
}
