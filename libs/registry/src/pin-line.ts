import type { ArtefactRef, PromptPinnedV1 } from '@gauntlet/contracts';

type Described = Omit<PromptPinnedV1['facts'], 'at' | 'by' | 'reason'>;

/** A pin for a person: `support-agent@v7 with policy default@v1 on simulated/sim-large, canary v8 for 10 %`. */
export function pinLine({ facts: { prompt, policy, model, backups, canary } }: { facts: Described }): string {
  const names = [model, ...backups].map((rung) => `${rung.provider}/${rung.model}`);
  const share = canary ? `, canary ${canary.prompt.version} for ${canary.percent} %` : '';
  return `${label(prompt)} with policy ${label(policy)} on ${names.join(', then ')}${share}`;
}

function label({ name, version }: ArtefactRef): string {
  return `${name}@${version}`;
}
