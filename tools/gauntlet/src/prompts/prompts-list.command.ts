import type { PromptPublishedV1 } from '@gauntlet/contracts';
import type { PinRecord } from '@gauntlet/registry';
import type { RegistryState } from '../kafka/registry-state';
import { withRegistry } from '../kafka/with-kafka';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';

/** Lists the published prompt versions, and which of them are in force, a canary or for backups. */
export async function listPrompts(terminal: Terminal): Promise<void> {
  await withRegistry((state) => {
    const versions = state.published.filter(({ facts }) => facts.kind === 'prompt').map((one) => view(one, state));
    const rows = versions.map(({ prompt, use, hash, at, by }) => [prompt, use, hash.slice(0, 12), at, by]);
    for (const line of table([['prompt', 'use', 'hash', 'published', 'by'], ...rows])) terminal.line(line);
    terminal.value(versions);
    return Promise.resolve();
  });
}

function view({ facts }: PromptPublishedV1, { projection }: RegistryState) {
  const { name, version, hash, at, by } = facts;
  return { prompt: `${name}@${version}`, use: useOf(version, projection.inForce(name)), hash, at, by };
}

function useOf(version: string, pin: PinRecord | undefined): string {
  if (!pin) return '';
  const { prompt, canary, backups, gate } = pin.facts;
  const isBackups = backups.some((backup) => backup.prompt?.version === version);
  const uses = [
    prompt.version === version ? `pinned${gate?.forced ? ', forced without a gate' : ''}` : '',
    canary?.prompt.version === version ? `canary ${canary.percent} %` : '',
    isBackups ? 'backup' : '',
  ];
  return uses.filter(Boolean).join(', ');
}
