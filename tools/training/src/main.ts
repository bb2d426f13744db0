// The commands of this package: npm run training -- <command>.
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Sources } from './train/corpora';
import { evaluateModels } from './train/evaluate.command';
import { trainModels } from './train/train.command';

const ROOT = join(__dirname, '../../..');
const WEIGHTS = join(ROOT, 'libs/detection/weights');
const SEED = 20_260;
const GENERATED = 20_000;

interface SourceOptions {
  readonly data: string;
  readonly seed: number;
  readonly generated: number;
}

const program = new Command('training').description(
  'Makes and measures the weights of the detectors that are trained.',
);

withSources(program.command('train').description('train the linear models and write their weights')).action(
  (options: SourceOptions) => trainModels(sourcesOf(options), WEIGHTS),
);

withSources(
  program.command('evaluate').description('measure every labelled file by models that were trained without it'),
)
  .option('--card <file>', 'the model card to write the table into', join(ROOT, 'docs/guardrail-models.md'))
  .option('--no-card', 'print only')
  .option('--files <names...>', 'measure these files only')
  .action(({ card, files, ...options }: SourceOptions & { card: string | false; files?: string[] }) =>
    evaluateModels({ sources: sourcesOf(options), weights: WEIGHTS, card: card || null, files }),
  );

program.parse();

function withSources(command: Command): Command {
  return command
    .option('--data <folder>', 'the labelled files', join(ROOT, '../shared/data/guardrails'))
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
