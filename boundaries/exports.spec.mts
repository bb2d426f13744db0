import { SERVICES } from '@gauntlet/contracts';
import { describe, expect, it } from 'vitest';
import { FILES, textOf } from './source.mts';
import { unusedExports } from './unused-exports.mts';

const CALLED_BY_OTHERS = [
  // Vitest calls it by its name.
  'e2e/src/world/global-setup.ts: setup',
  // The other commands of eval start without Kafka and Nest.
  'tools/gauntlet/src/eval/run/run.command.ts: runEvaluation',
  'tools/gauntlet/src/eval/local/private-gauntlet.ts: withPrivateGauntlet',
  'tools/gauntlet/src/eval/policy/policy.command.ts: previewPolicy',
  // A compact process loads only those that it runs.
  ...SERVICES.map((name) => `services/${name}/src/index.ts: service`),
];

const index = { path: 'libs/models/src/index.ts', text: "export { priceOf, type Price } from './prices';" };
const prices = { path: 'libs/models/src/prices.ts', text: 'export const priceOf = 1; export interface Price {}' };
const user = { path: 'services/ingress/src/user.ts', text: "import { priceOf, type Price } from '@gauntlet/models';" };

describe('an export', () => {
  it('is imported by somebody', () => {
    const sources = FILES.filter((path) => /\.(?:[cm]?ts|mjs)$/.test(path)).map((path) => ({
      path,
      text: textOf(path),
    }));
    expect(sources.length).toBeGreaterThan(400);
    expect(unusedExports(sources).filter((one) => !CALLED_BY_OTHERS.includes(one))).toEqual([]);
  });

  it('of a lib is found unused when no other package imports it', () => {
    const ownSpec = { path: 'libs/models/src/prices.spec.ts', text: "import { priceOf, type Price } from './index';" };
    expect(unusedExports([index, prices, ownSpec])).toEqual([`${index.path}: priceOf`, `${index.path}: Price`]);
    expect(unusedExports([index, prices, user])).toEqual([]);
  });

  it('of a file is found unused when no other file imports it, unless it is a type', () => {
    expect(unusedExports([prices])).toEqual([`${prices.path}: priceOf`]);
  });

  it('of what serves specs counts apart from the lib', () => {
    const testing = { path: 'libs/models/test/index.ts', text: "export { priceOf } from '../src/prices';" };
    expect(unusedExports([testing, prices, index, user])).toEqual([`${testing.path}: priceOf`]);
  });
});
