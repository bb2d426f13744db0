import type { BackupRef, ModelOverrides } from '@gauntlet/contracts';
import type { ArtefactStore } from '../artefact-store';
import type { PinRecord } from './pin-history';

/**
 * What an operator said of the models of a pin instead of its prompt version. Pins from before that was recorded are
 * read so: the version's own model is the version's, with its parameters; any other was named, and its parameters too.
 */
export function overridesOf({ facts }: PinRecord, published: ArtefactStore): ModelOverrides {
  const { overrides, prompt, model, backups } = facts;
  if (overrides) return overrides;
  const own = published.prompt(prompt)?.model;
  const isOwn = own?.provider === model.provider && own.model === model.model;
  return { ...(isOwn ? {} : { model }), backups: backups.map(choiceOf) };
}

function choiceOf({ prompt, ...model }: BackupRef): ModelOverrides['backups'][number] {
  return { ...model, ...(prompt ? { version: prompt.version } : {}) };
}
