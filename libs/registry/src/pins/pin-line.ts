import type { ArtefactRef, BackupRef, ModelRef, PinCanary } from '@gauntlet/contracts';
import type { UnsignedPin } from '../deployments/deployment-events';
import { tenantsOf } from './pin-audience';

/**
 * A pin for a person: `support-agent@v7 with policy default@v1 on simulated/sim-large (temperature 0.2), then
 * simulated/sim-small (v6)`. A model without parentheses has the provider's own parameters.
 */
export function pinLine({ facts }: Pick<UnsignedPin, 'facts'>): string {
  const { prompt, policy, canary } = facts;
  const tenants = tenantsOf(facts);
  const shown = facts.gate?.forced ? ', forced without a gate' : runsLine(facts.gate?.runs ?? []);
  const share = canary
    ? `, canary ${canary.prompt.version} for ${canary.percent} %${rampLine(canary)}${canaryModels(facts)}`
    : '';
  const audience = tenants ? `, only for ${tenants.join(', ')}` : '';
  return `${label(prompt)} with policy ${label(policy)} on ${rungs(facts)}${share}${shadowLine(facts)}${audience}${shown}`;
}

/** Parameters for a person: `temperature 0.2, max_completion_tokens 300`. */
export function parametersLine(parameters: ModelRef['parameters']): string {
  const written = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${written(value)}`)
    .join(', ');
}

function runsLine(runs: readonly string[]): string {
  return runs.length > 0 ? `, gate passed in ${runs.join(' and ')}` : '';
}

function rampLine({ percent, ramp }: PinCanary): string {
  const later = ramp?.steps.filter((step) => step > percent) ?? [];
  return later.length > 0 ? ` (then ${later.join(', ')} %)` : '';
}

function shadowLine({ shadow }: UnsignedPin['facts']): string {
  if (!shadow) return '';
  return `, shadow ${shadow.prompt.version} for ${shadow.percent} % (at most ${shadow.callsPerHour} an hour)`;
}

function canaryModels({ model, backups, canary }: UnsignedPin['facts']): string {
  const own = rungs({ model: canary?.model ?? model, backups: canary?.backups ?? backups });
  return own === rungs({ model, backups }) ? '' : ` on ${own}`;
}

function rungs({ model, backups }: Pick<UnsignedPin['facts'], 'model' | 'backups'>): string {
  return [model, ...backups].map(rungLabel).join(', then ');
}

function rungLabel({ provider, model, parameters, prompt }: BackupRef): string {
  const notes = [prompt?.version ?? '', parametersLine(parameters)].filter(Boolean).join(', ');
  return `${provider}/${model}${notes ? ` (${notes})` : ''}`;
}

function label({ name, version }: ArtefactRef): string {
  return `${name}@${version}`;
}
