import type { Trial } from '@gauntlet/contracts';

/** Which side of a comparison answers: what is in force, or what might be. */
export type Side = 'baseline' | 'candidate';

/** What answers on one side of a run. */
export interface Variant {
  readonly side: Side;
  readonly trial: Trial;
}

/** For a person: `support-agent@v8, default@v2, openai/gpt-4.1-mini`. */
export function variantLine({ trial: { prompt, policy, model } }: Variant): string {
  return `${prompt.name}@${prompt.version}, ${policy.name}@${policy.version}, ${model.provider}/${model.model}`;
}
