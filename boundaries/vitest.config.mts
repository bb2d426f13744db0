import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

const conditions = ['@gauntlet/source', 'node'];

export default defineConfig({
  plugins: [swc.vite({ configFile: '.swcrc', module: { type: 'es6' } })],
  esbuild: false,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ['*.spec.mts'], testTimeout: 60_000 },
});
