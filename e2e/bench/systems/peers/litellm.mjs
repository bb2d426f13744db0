import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPeer } from './peer-process.mjs';

const VERSION = '1.108.7';
/** It refuses to start without one. */
const KEY = 'sk-of-the-benchmark';

/** LiteLLM's proxy with one worker, its default. */
export const litellm = {
  name: `LiteLLM ${VERSION}`,
  program: 'litellm/bin/litellm',
  install: (folder) => [
    ['python3', '-m', 'venv', join(folder, 'litellm')],
    [join(folder, 'litellm/bin/pip'), 'install', '--quiet', `litellm[proxy]==${VERSION}`],
  ],
  start: ({ folder, upstream }) => {
    const config = join(folder, 'litellm.json');
    writeFileSync(config, JSON.stringify(configFor(upstream)));
    const program = join(folder, litellm.program);
    return startPeer({
      name: 'litellm',
      command: (port) => [program, '--config', config, '--host', '127.0.0.1', '--port', String(port)],
      // Its list of prices would be fetched at each start.
      env: { LITELLM_MASTER_KEY: KEY, LITELLM_LOCAL_MODEL_COST_MAP: 'True', NO_PROXY: '127.0.0.1' },
      target: { model: 'bench', headers: { authorization: `Bearer ${KEY}` } },
    });
  },
};

function configFor({ port }) {
  const model = { model: 'openai/bench', api_base: `http://127.0.0.1:${port}/v1`, api_key: 'none' };
  return { model_list: [{ model_name: 'bench', litellm_params: model }] };
}
