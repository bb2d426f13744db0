import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '@gauntlet/testing';
import { planFor } from '../plan.mjs';
import { assertPublishable, publishableRunIn, runIn } from './publishable.mjs';

const whole = { systems: { direct: {}, Gauntlet: {} } };

describe('what is published', () => {
  const directory = temporaryDirectory();
  afterAll(() => directory.remove());

  function fileOf(content) {
    const file = join(directory.path, 'run.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  }

  it('is a run of three rounds or more', () => {
    const plan = planFor({});
    expect(() => assertPublishable(plan, plan.rounds)).not.toThrow();
    const run = { plan, rounds: [whole, whole, whole] };
    expect(publishableRunIn('--render', fileOf(run))).toEqual(run);
  });

  it('is no run of fewer whole rounds, and no quick one', () => {
    const cut = { plan: planFor({}), rounds: [whole, whole, { systems: { direct: {} } }] };
    expect(() => publishableRunIn('--render', fileOf(cut))).toThrow(/stays as it is, since it has 2 rounds: /);
    expect(() => assertPublishable(planFor({ rounds: 1 }), 1)).toThrow('it has 1 round:');
    expect(() => assertPublishable(planFor({ quick: true, rounds: 5 }), 5)).toThrow('a quick run measures a part');
  });

  it('is nothing else, and the error names the file and what to give', () => {
    const missing = join(directory.path, 'nope.json');
    const way = 'name a file that --out has written';
    expect(() => publishableRunIn('--render', missing)).toThrow(
      `--render names ${missing}, which is not there: ${way}`,
    );
    expect(() => publishableRunIn('--render', fileOf('{'))).toThrow(/which can't be read \(.*\): name a file/);
    expect(() => runIn('--growth', missing)).toThrow(`--growth names ${missing}, which is not there`);
    expect(() => publishableRunIn('--render', fileOf({ systems: {} }))).toThrow(`which holds no run: ${way}`);
  });
});
