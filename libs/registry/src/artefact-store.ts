import { contentHash, parsePolicyFile, parsePromptFile, type Policy, type PromptFile } from '@gauntlet/artefacts';
import type { ArtefactRef, PromptPublishedV1 } from '@gauntlet/contracts';
import { RefusedVersionError } from './registry.errors';

/** What is published under a version. */
export type ArtefactKind = PromptPublishedV1['facts']['kind'];

/** A prompt version that is known by its name alone: its first content is the only one. */
export interface PublishedPrompt {
  readonly hash: string;
  readonly prompt: PromptFile;
}

/** How a version is written: `prompt support-agent@v7`. */
export function versionLabel(kind: ArtefactKind, { name, version }: Pick<ArtefactRef, 'name' | 'version'>): string {
  return `${kind} ${name}@${version}`;
}

/** Published versions by name, read once and immutable: the first content of a version is the only one. */
export class ArtefactStore {
  private readonly hashes = new Map<string, string>();
  private readonly prompts = new Map<string, PromptFile>();
  private readonly policies = new Map<string, Policy>();
  private readonly refused = new Map<string, RefusedVersionError>();

  /**
   * Takes a published version in; the same content again changes nothing.
   * @throws RefusedVersionError when it can't be read, has other content already, or not the content of its hash.
   */
  add(published: PromptPublishedV1): void {
    const { facts, content } = published;
    const label = versionLabel(facts.kind, facts);
    const known = this.hashes.get(label);
    if (known === facts.hash) return;
    try {
      if (known) throw new Error('it was published with other content before; the first one stays');
      if (contentHash(content.source) !== facts.hash) throw new Error('its hash is not that of its content');
      this.read(published, label);
      this.hashes.set(label, facts.hash);
    } catch (cause) {
      throw this.refuse(published, new RefusedVersionError(label, cause));
    }
  }

  /** Undefined when it was not read yet. @throws RefusedVersionError when it was read and can't be used. */
  prompt(ref: ArtefactRef): PromptFile | undefined {
    return this.prompts.get(keyOf(ref)) ?? this.throwIfRefused('prompt', ref);
  }

  /** Undefined when it was not read yet. @throws RefusedVersionError when it was read and can't be used. */
  policy(ref: ArtefactRef): Policy | undefined {
    return this.policies.get(keyOf(ref)) ?? this.throwIfRefused('policy', ref);
  }

  /** A usable prompt version by name, with the hash of its content. */
  published({ name, version }: Pick<ArtefactRef, 'name' | 'version'>): PublishedPrompt | undefined {
    const hash = this.hashOf('prompt', { name, version });
    const prompt = hash === undefined ? undefined : this.prompts.get(keyOf({ name, version, hash }));
    return hash && prompt ? { hash, prompt } : undefined;
  }

  /** True when a version is there and can be used. */
  has(kind: ArtefactKind, ref: ArtefactRef): boolean {
    return this.hashOf(kind, ref) === ref.hash;
  }

  /** Hash of a usable version, or undefined when there is none. */
  hashOf(kind: ArtefactKind, version: Pick<ArtefactRef, 'name' | 'version'>): string | undefined {
    return this.hashes.get(versionLabel(kind, version));
  }

  /** Usable versions of a name, in the order in which they were published. */
  versionsOf(kind: ArtefactKind, name: string): string[] {
    const prefix = versionLabel(kind, { name, version: '' });
    return [...this.hashes.keys()]
      .filter((label) => label.startsWith(prefix))
      .map((label) => label.slice(prefix.length));
  }

  private read({ facts, content }: PromptPublishedV1, label: string): void {
    if (facts.kind === 'prompt') this.prompts.set(keyOf(facts), parsePromptFile(content.source, label));
    if (facts.kind === 'policy') this.policies.set(keyOf(facts), parsePolicyFile(content.source, label));
  }

  private refuse({ facts }: PromptPublishedV1, error: RefusedVersionError): RefusedVersionError {
    this.refused.set(`${facts.kind} ${keyOf(facts)}`, error);
    return error;
  }

  private throwIfRefused(kind: ArtefactKind, ref: ArtefactRef): undefined {
    const error = this.refused.get(`${kind} ${keyOf(ref)}`);
    if (error) throw error;
  }
}

function keyOf({ name, version, hash }: ArtefactRef): string {
  return `${name}@${version}#${hash}`;
}
