// The commands of this package: npm run training -- <command>.
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { SeededRandom } from '@gauntlet/statistics';
import { evaluateChecks } from './checks/checks.command';
import { makeLanguages } from './languages/languages.command';
import { letterPairs } from './letter-pairs/letter-pairs';
import { makeNames } from './names/names.command';
import type { Sources } from './train/corpora';
import { evaluateModels } from './train/evaluate.command';
import { trainModels } from './train/train.command';

const ROOT = join(__dirname, '../../..');
const WEIGHTS = join(ROOT, 'libs/detection/weights');
const DATA = join(ROOT, '../shared/data/guardrails');
const SEED = 20_260;
const GENERATED = 65_000;

interface SourceOptions {
  readonly data: string;
  readonly seed: number;
  readonly generated: number;
}

interface EvaluateOptions extends SourceOptions {
  readonly card: string | false;
  readonly models: boolean;
  readonly files?: string[];
}

const program = new Command('training').description('Makes and measures the weights and tables of the detectors.');

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
    const random = new SeededRandom(seed);
    makeNames({ packages, data, random: () => random.next() }, join(WEIGHTS, 'names.bin'));
  });

program
  .command('languages')
  .description('count the letter groups by which languages are told apart')
  .requiredOption('--packages <folder>', 'where the packages of the README are installed')
  .action(({ packages }: { packages: string }) => makeLanguages(packages, join(WEIGHTS, 'languages.bin')));

withSources(program.command('train').description('train the linear models and write their weights')).action(
  (options: SourceOptions) => trainModels(sourcesOf(options), WEIGHTS),
);

withSources(
  program.command('evaluate').description('measure every labelled file by models that know it not, and every check'),
)
  .option('--card <file>', 'the model card to write the table into', join(ROOT, 'docs/guardrail-models.md'))
  .option('--no-card', 'print only')
  .option('--files <names...>', 'train for these files only')
  .option('--no-models', 'measure only what needs no training')
  .action(({ card, files, models, ...options }: EvaluateOptions) => {
    if (models) evaluateModels({ sources: sourcesOf(options), weights: WEIGHTS, card: card || null, files });
    evaluateChecks(options.data, card || null);
  });

program.parse();

function withSources(command: Command): Command {
  return command
    .option('--data <folder>', 'the labelled files', DATA)
    .option('--seed <number>', 'of what is generated', whole, SEED)
    .option('--generated <number>', 'how many texts are generated', whole, GENERATED);
}

function sourcesOf({ data, seed, generated }: SourceOptions): Sources {
  return { data, seed, generated, modules: join(ROOT, 'node_modules') };
}

function whole(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('must be a whole number');
  return number;
}
