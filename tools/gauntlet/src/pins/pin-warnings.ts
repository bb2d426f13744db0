import type { BackupRef, PromptPinnedV1 } from '@gauntlet/contracts';
import { providerEndpointsFrom } from '@gauntlet/models';
import type { RegistryProjection } from '@gauntlet/registry';

type PinFacts = PromptPinnedV1['facts'];

/** What a pin does that may not be meant; it can be set all the same, since only its services know their own settings. */
export function pinWarnings(before: PinFacts, after: PinFacts, registry: RegistryProjection): string[] {
  return [...unknownProviders(after), ...newVariables(before, after, registry)];
}

function unknownProviders({ model, backups }: PinFacts): string[] {
  const known = ['simulated', ...providerEndpointsFrom({}).map(({ name }) => name)];
  const models: BackupRef[] = [model, ...backups];
  const unknown = new Set(models.map(({ provider }) => provider).filter((provider) => !known.includes(provider)));
  return [...unknown].map(
    (provider) =>
      `${provider} is none of ${known.join(', ')}: it answers only where MODEL_PROVIDERS of model-invoker has it`,
  );
}

function newVariables(before: PinFacts, after: PinFacts, { artefacts }: RegistryProjection): string[] {
  const given = artefacts.prompt(before.prompt)?.variables ?? [];
  const added = (artefacts.prompt(after.prompt)?.variables ?? []).filter((name) => !given.includes(name));
  if (added.length === 0) return [];
  return [`${after.prompt.version} also takes ${added.join(', ')}: requests without are refused from now on`];
}
