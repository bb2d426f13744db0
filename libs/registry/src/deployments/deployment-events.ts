import { randomUUID } from 'node:crypto';
import {
  type ArtefactRef,
  type GauntletEvent,
  type PromptPinnedV1,
  publishedEventId,
  TOPICS,
} from '@gauntlet/contracts';
import type { ArtefactKind } from '../artefact-store';

/** Who changes the registry, when and why; kept for ever with each change. */
export interface Authorship {
  readonly by: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
  readonly reason: string;
}

/** A version and its content as an author wrote it. */
export interface ArtefactFile extends ArtefactRef {
  readonly kind: ArtefactKind;
  readonly path: string;
  readonly source: string;
}

type PinFacts = Omit<PromptPinnedV1['facts'], keyof Authorship | 'via' | 'replaces'>;

/** What a pin came from: a command, or drift-monitor. */
export type PinOrigin = NonNullable<PromptPinnedV1['facts']['via']>;

/** A pin before anybody has signed it. */
export interface UnsignedPin {
  readonly facts: PinFacts;
  readonly content: PromptPinnedV1['content'];
}

const SOURCE = '/gauntlet/deploy';

/** The event that publishes a version; its id depends on the content, so publishing again repeats instead of adding. */
export function publishedEvent(file: ArtefactFile, { by, at }: Authorship): GauntletEvent<typeof TOPICS.published> {
  const { kind, name, version, hash, source } = file;
  return {
    topic: TOPICS.published,
    id: publishedEventId(kind, name, version, hash),
    key: `${kind}/${name}@${version}`,
    source: SOURCE,
    time: at,
    facts: { kind, name, version, hash, at, by },
    content: { source },
  };
}

/** The event that pins; each is a new decision with its own id, for the same pin may be set again later. */
export function pinEvent(
  pin: UnsignedPin,
  authorship: Authorship,
  via: PinOrigin,
): GauntletEvent<typeof TOPICS.pinned> {
  return {
    topic: TOPICS.pinned,
    id: randomUUID(),
    key: pin.facts.prompt.name,
    source: SOURCE,
    time: authorship.at,
    facts: { ...pin.facts, ...authorship, via },
    content: pin.content,
  };
}
