import { contentHash } from '@gauntlet/artefacts';
import type { ArtefactRef, GauntletEvent, TOPICS } from '@gauntlet/contracts';
import type { ArtefactKind } from '../src/artefact-store';
import {
  type ArtefactFile,
  type Authorship,
  pinEvent,
  publishedEvent,
  type UnsignedPin,
} from '../src/deployments/deployment-events';

/** Who does everything in a spec. */
export const AUTHORSHIP: Authorship = { by: 'spec', at: '2026-01-01T00:00:00.000Z', reason: 'spec' };

/** Who asks in a spec. */
export const ASKER = { tenant: 'shop', stickyKey: 'k' };

/** A policy with one check on each side. */
export const POLICY = `
name: default
version: v1
description: x
refusalAnswer: No.
input: { checks: [{ check: pii, action: redact }] }
output: { checks: [{ check: refusal, action: flag }] }
`;

/** A prompt whose system message is `text`. */
export const promptSource = (text: string) => `
name: x
description: x
model: openai/gpt-x
modelParameters: { temperature: 0 }
messages: [{ role: system, content: '${text}' }, { role: user, content: '{{input}}' }]
`;

const NAMES: Readonly<Record<ArtefactKind, string>> = { prompt: 'agent', policy: 'default' };

/** A file as an author wrote it: v1 of the prompt `agent` or of the policy `default`, if not told otherwise. */
export function artefactFile(
  kind: ArtefactKind,
  source: string,
  { name = NAMES[kind], version = 'v1' } = {},
): ArtefactFile {
  return { kind, name, version, source, hash: contentHash(source), path: `${kind}/${name}/${version}` };
}

/** A version that was published, and the reference that a pin has to it. */
export interface PublishedVersion {
  readonly event: GauntletEvent<typeof TOPICS.published>;
  readonly ref: ArtefactRef;
}

/** Publishes what {@link artefactFile} makes of the same arguments. */
export function publishedVersion(...file: Parameters<typeof artefactFile>): PublishedVersion {
  const { name, version, hash, ...rest } = artefactFile(...file);
  const ref = { name, version, hash };
  return { ref, event: publishedEvent({ ...rest, ...ref }, AUTHORSHIP) };
}

/** A pin of these versions, without backups. */
export function pinOf(
  versions: Pick<UnsignedPin['facts'], 'prompt' | 'policy'> & Partial<Pick<UnsignedPin['facts'], 'canary' | 'tenants'>>,
  cannedAnswer = 'Sorry.',
): GauntletEvent<typeof TOPICS.pinned> {
  const model = { provider: 'simulated', model: 'sim-large', parameters: {} };
  const facts = { canary: null, ...versions, model, backups: [] };
  return pinEvent({ facts, content: { cannedAnswer } }, AUTHORSHIP, 'deploy');
}
