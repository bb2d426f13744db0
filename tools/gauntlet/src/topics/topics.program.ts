import { type Command, InvalidArgumentError } from 'commander';
import type { Terminal } from '../terminal/terminal';
import { createAllTopics, type TopicFlags } from './topics.command';

const MOST = 100_000;
/** Many divisors, so that partitions are shared evenly among many numbers of instances. */
const PARTITIONS = '12';

/** Adds `topics create`. */
export function addTopicCommands(program: Command, terminal: () => Terminal): void {
  const usual = process.env.GAUNTLET_PARTITIONS || PARTITIONS;
  const topics = program.command('topics').description('what Kafka has to hold');
  topics
    .command('create')
    .description('make the topics that are missing, and say where those that exist differ')
    .option('--partitions <number>', 'of each topic that needs no total order', parseNumber, parseNumber(usual))
    .option(
      '--replication <number>',
      'copies of each partition (default: 3, or as many as there are brokers)',
      parseNumber,
    )
    .option('--retention-days <number>', 'how long events are kept (default: 7)', parseNumber)
    .option('--dead-letter-days <number>', 'how long dead letters are kept (default: 30)', parseNumber)
    .option('--alter', 'give existing topics these settings too; partitions are only ever added', false)
    .action((flags: TopicFlags) => createAllTopics(flags, terminal()));
}

function parseNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= MOST) return number;
  throw new InvalidArgumentError('it must be a whole number above 0.');
}
