import { describe, expect, it } from 'vitest';
import { planFor } from '../plan.mjs';
import { intro } from './page-run.mjs';

const commandOf = ({ names, before = null, plan = {} }) => {
  const systems = Object.fromEntries(names.map((name) => [name, {}]));
  const facts = { takenAt: '2026-11-28T08:00:00Z', commit: 'abc1234', machine: {} };
  return /`(npm run bench -- .*?--publish)`/.exec(
    intro({ ...facts, before, systems, plan: planFor(plan) }).join('\n'),
  )?.[1];
};

describe('the command that makes such a run', () => {
  it('has the options with which the result was measured', () => {
    const names = ['direct', 'Gauntlet, dev-broker', 'Gauntlet, compact, Apache Kafka', 'Portkey 1.15.2'];
    expect(commandOf({ names, before: 'dada11e' })).toBe(
      'npm run bench -- --broker both --before <checkout> --compact --peers --publish',
    );
  });

  it('names what is not as usual, and nothing else', () => {
    expect(commandOf({ names: ['Gauntlet, dev-broker'] })).toBe('npm run bench -- --publish');
    expect(commandOf({ names: ['Gauntlet, Apache Kafka'], plan: { rounds: 3, fill: 50_000 } })).toBe(
      'npm run bench -- --broker kafka --rounds 3 --fill 50000 --publish',
    );
  });
});
