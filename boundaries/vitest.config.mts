import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['*.spec.mts'], testTimeout: 60_000 } });
