import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** First the suites that share a world, then those that have one of their own and stop the shared one for it. */
class SharedWorldFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const hasOwnWorld = ({ moduleId }: TestSpecification) =>
      /\/(ledger|compact|eval-local|launcher|launcher-refusals|newcomer|overload|killed-stages|rollback|ramp|eval-judge|eval-run|gated-pin|traffic|judged|slow-network)\.e2e\.ts$/.test(
        moduleId,
      );
    return files.toSorted((a, b) => Number(hasOwnWorld(a)) - Number(hasOwnWorld(b)));
  }
}

// The services run as built processes; only the tests themselves are compiled here. One fork, one file at a time:
// each suite has the machine to itself, as the faults and deadlines in it assume.
export default defineConfig({
  plugins: [swc.vite({ configFile: '.swcrc', module: { type: 'es6' } })],
  esbuild: false,
  resolve: { conditions: ['@gauntlet/source', 'node'] },
  ssr: { resolve: { conditions: ['@gauntlet/source', 'node'] } },
  test: {
    include: ['e2e/src/**/*.e2e.ts'],
    globalSetup: ['e2e/src/world/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    sequence: { sequencer: SharedWorldFirst },
    testTimeout: 90_000,
    hookTimeout: 120_000,
    teardownTimeout: 90_000,
  },
});
