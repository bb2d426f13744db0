import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

// Unit specs sit beside the code. swc, not esbuild, because Nest and class-validator need decorator metadata.
export default defineConfig({
  plugins: [swc.vite({ configFile: '.swcrc', module: { type: 'es6' } })],
  esbuild: false,
  resolve: { conditions: ['@gauntlet/source', 'node'] },
  ssr: { resolve: { conditions: ['@gauntlet/source', 'node'] } },
  test: {
    include: ['{libs,services,tools}/*/src/**/*.spec.ts', 'e2e/bench/**/*.spec.mjs'],
    // The specs mostly wait for real brokers and databases; Vitest's default of one worker on two cores idles.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
