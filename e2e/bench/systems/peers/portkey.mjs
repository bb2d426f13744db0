import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPeer } from './peer-process.mjs';

const VERSION = '1.15.2';
const MANIFEST = {
  private: true,
  dependencies: { '@portkey-ai/gateway': VERSION },
  // With the newest that its ranges allow, it answers every stream with 500.
  overrides: { hono: '4.9.7', '@hono/node-server': '1.13.7' },
};

/** Portkey's gateway as `npx @portkey-ai/gateway` runs it, but on loopback alone. */
export const portkey = {
  name: `Portkey ${VERSION}`,
  program: 'portkey/node_modules/@portkey-ai/gateway/build/start-server.js',
  install: (folder) => {
    mkdirSync(join(folder, 'portkey'), { recursive: true });
    writeFileSync(join(folder, 'portkey/package.json'), JSON.stringify(MANIFEST));
    return [['npm', 'install', '--prefix', join(folder, 'portkey'), '--no-audit', '--no-fund']];
  },
  start: ({ folder, upstream }) =>
    startPeer({
      name: 'portkey',
      command: (port) => {
        const loopback = join(import.meta.dirname, 'loopback.cjs');
        return [process.execPath, '--require', loopback, join(folder, portkey.program), `--port=${port}`, '--headless'];
      },
      env: { NODE_ENV: 'production' },
      target: {
        model: 'bench',
        headers: {
          authorization: 'Bearer none',
          'x-portkey-provider': 'openai',
          'x-portkey-custom-host': `http://127.0.0.1:${upstream.port}/v1`,
        },
      },
    }),
};
