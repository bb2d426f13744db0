import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';

const PEERS = join(tmpdir(), 'gauntlet-bench-peers');

const BUSY =
  'Each row says how many cores others kept busy meanwhile. From a tenth of all cores on, the figures of a row are worth\nnothing; the last line of a run says so.';

/** Wrong options end the process with a line that says what is right. */
export function optionsFrom(argv) {
  const options = parsed(argv);
  return { ...options, peers: options.peers === true ? PEERS : options.peers && resolve(options.peers) };
}

function parsed(argv) {
  return new Command('npm run bench --')
    .description('Measures this Gauntlet beside the direct call: latency, CPU, round trips, bytes, memory.')
    .option('--quick', 'one round of 5/s and 100/s and a coarse highest rate, for a first look')
    .addOption(new Option('--broker <kind>', 'what Gauntlet runs on').choices(['dev', 'kafka', 'both']).default('dev'))
    .option('--before <checkout>', 'another built checkout of Gauntlet, measured by turns with this one', checkout)
    .option('--compact', 'also this Gauntlet with its services in two processes')
    .option('--slow', 'also this Gauntlet with PostgreSQL, then with the broker, 200 ms a round trip away')
    .option('--peers [folder]', `also Portkey and LiteLLM, installed into this folder (${PEERS}) unless they are there`)
    .option('--rounds <count>', 'turns that every system takes (1 in a quick run, else 5)', atLeast(1))
    .option(
      '--fill <requests>',
      'answers stored in the first round before its growth is measured (none in a quick run, else 3,000; 0 is none)',
      atLeast(0),
    )
    .option('--out <file>', 'where everything measured is written as JSON, anew after every system', (file) =>
      resolve(file),
    )
    .option(
      '--publish',
      'makes the medians docs/performance/result.json and writes docs/performance.md from them; three rounds or more, and no quick run',
    )
    .option(
      '--render [file]',
      'measures nothing: publishes what --out has written into this file, else writes docs/performance.md anew from docs/performance/result.json',
    )
    .option(
      '--growth <file>',
      'measures nothing: publishes beside the result what --out has written into this file about growth',
    )
    .addHelpText('after', `\n${BUSY}`)
    .allowExcessArguments(false)
    .parse(argv, { from: 'user' })
    .opts();
}

function atLeast(least) {
  return (text) => {
    if (/^\d+$/.test(text) && Number(text) >= least) return Number(text);
    throw new InvalidArgumentError(`it must be a whole number from ${least} on.`);
  };
}

/** The folder of another checkout, as an argument of a command. */
export function checkout(path) {
  const folder = resolve(path);
  if (existsSync(join(folder, 'tools/launcher/dist/main.js'))) return folder;
  throw new InvalidArgumentError('it must be a checkout of Gauntlet in which "npm run build" was run.');
}
