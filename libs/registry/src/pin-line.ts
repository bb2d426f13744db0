import type { ArtefactRef, BackupRef, PromptPinnedV1 } from '@gauntlet/contracts';

type Described = Omit<PromptPinnedV1['facts'], 'at' | 'by' | 'reason'>;

/** A pin for a person: `support-agent@v7 with policy default@v1 on simulated/sim-large, then simulated/sim-small (v6)`. */
export function pinLine({ facts: { prompt, policy, model, backups, canary } }: { facts: Described }): string {
  const names = [model, ...backups].map(rungLabel);
  const share = canary ? `, canary ${canary.prompt.version} for ${canary.percent} %` : '';
  return `${label(prompt)} with policy ${label(policy)} on ${names.join(', then ')}${share}`;
}

function rungLabel({ provider, model, prompt }: BackupRef): string {
  return `${provider}/${model}${prompt ? ` (${prompt.version})` : ''}`;
}

function label({ name, version }: ArtefactRef): string {
  return `${name}@${version}`;
}
