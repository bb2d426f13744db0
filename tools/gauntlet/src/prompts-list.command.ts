import type { PromptPublishedV1 } from '@gauntlet/contracts';
import type { RegistryState } from './registry-state';
import { table } from './table';
import type { Terminal } from './terminal';
import { withRegistry } from './with-kafka';

/** Lists the published prompt versions, and which of them are in force or a canary. */
export async function listPrompts(terminal: Terminal): Promise<void> {
  await withRegistry((state) => {
    const versions = state.published.filter(({ facts }) => facts.kind === 'prompt').map((one) => view(one, state));
    const rows = versions.map(({ prompt, use, hash, at, by }) => [prompt, use, hash.slice(0, 12), at, by]);
    for (const line of table([['prompt', 'use', 'hash', 'published', 'by'], ...rows])) terminal.line(line);
    terminal.value(versions);
    return Promise.resolve();
  });
}

function view({ facts: { name, version, hash, at, by } }: PromptPublishedV1, { projection }: RegistryState) {
  const pin = projection.usablePins(name).at(-1)?.facts;
  const canary = pin?.canary?.prompt.version === version ? `canary ${pin.canary.percent} %` : '';
  return { prompt: `${name}@${version}`, use: pin?.prompt.version === version ? 'pinned' : canary, hash, at, by };
}
