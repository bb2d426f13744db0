// The commands of this package, for instance: npm run eval:gate-simulation.
import { Command, InvalidArgumentError } from 'commander';
import { type DriftOptions, runDriftSimulation } from './drift/drift.command';
import { renderPublished as renderDrift } from './drift/report/publish';
import { type GateOptions, simulateGate } from './gate/gate.command';
import { renderPublished } from './gate/report/publish';
import { simulateRampsCommand } from './ramp/ramp.command';

const SEED = 20_261;

const program = new Command('simulation').description('Measures decisions on data whose truth is known.');

program
  .command('gate')
  .description('compare simulated variants: how often is a verdict wrong, and how often is there one?')
  .option('--seed <number>', 'of all chance', whole, SEED)
  .option('--quick', '100 comparisons in each arm instead of 2,000; publishes nothing', false)
  .option('--render', 'only write docs/statistics.md anew from the published result', false)
  .action(async ({ render, ...options }: GateOptions & { render: boolean }) => {
    if (!render) return simulateGate(options);
    for (const path of await renderPublished()) console.log(`written: ${path}`);
  });

program
  .command('ramp')
  .description('let simulated canaries ramp: how often is an equal one rolled back, and how soon a worse one?')
  .option('--seed <number>', 'of all chance', whole, SEED)
  .option('--quick', '60 ramps of each kind instead of 500; publishes nothing', false)
  .option('--render', 'only write docs/statistics-of-ramps.md anew from the published result', false)
  .action(simulateRampsCommand);

program
  .command('drift')
  .description('watch simulated answers: how often is an alarm false, how soon is a drop seen, and who is blamed?')
  .option('--seed <number>', 'of all chance', whole, SEED)
  .option('--quick', 'a small part, in less than 20 s; publishes nothing', false)
  .option('--render', 'only write docs/drift.md anew from the published result', false)
  .action(async ({ render, ...options }: DriftOptions & { render: boolean }) => {
    if (!render) return runDriftSimulation(options);
    for (const path of await renderDrift()) console.log(`written: ${path}`);
  });

void program.parseAsync();

function whole(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('must be a whole number');
  return number;
}
