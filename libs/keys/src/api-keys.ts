import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { KeyScope } from '@gauntlet/contracts';
import { type LogReader, LogReaderFactory } from '@gauntlet/messaging';
import { HealthRegistry } from '@gauntlet/runtime';
import { KEY_TOPICS, type KeyEvent, KeyProjection, type KeyTopic } from './key-projection';
import { hashOfKey, isKeyText } from './key-text';
import { KeysConfig } from './keys.config';
import { KeysStaleError } from './keys.errors';

/** Whom a key stands for, and what it allows. */
export interface ApiKey {
  /** Public id, safe to log. */
  readonly id: string;
  readonly tenant: string;
  readonly scopes: readonly KeyScope[];
}

/** The API keys in force, kept in memory from their topics; with a pepper, ready once caught up; without, there are none. */
@Injectable()
export class ApiKeys implements OnApplicationBootstrap {
  private readonly projection = new KeyProjection();
  private reader: LogReader<KeyTopic> | undefined;

  constructor(
    private readonly logs: LogReaderFactory,
    private readonly health: HealthRegistry,
    private readonly config: KeysConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.hasPepper()) return;
    this.health.register('keys', () => this.requireFresh(Number.MAX_VALUE));
    this.reader = this.logs.read<KeyTopic>({
      topics: KEY_TOPICS,
      // The reader's type doesn't tie a topic to its own data; the decoder that it uses does.
      onEvent: (event) => this.projection.apply(event as KeyEvent),
    });
  }

  /** False when `GAUNTLET_KEY_PEPPER` is not set: no key can be checked then. */
  hasPepper(): boolean {
    return this.config.GAUNTLET_KEY_PEPPER !== undefined;
  }

  /**
   * The key with this text while it is in force, else null.
   * @throws KeysStaleError while not caught up, or when the keys were last reached more than `KEYS_MAX_AGE_MS` ago.
   */
  find(text: string): ApiKey | null {
    const pepper = this.config.GAUNTLET_KEY_PEPPER;
    if (pepper === undefined || !isKeyText(text)) return null;
    this.requireFresh(this.config.KEYS_MAX_AGE_MS);
    return this.projection.inForce(hashOfKey(text, pepper));
  }

  private requireFresh(limitMs: number): void {
    const age = this.reader?.staleForMs() ?? Infinity;
    const why = this.reader?.problem ? `: ${this.reader.problem}` : '';
    if (age === Infinity) throw new KeysStaleError(`API keys are still being read${why}`);
    if (age > limitMs) throw new KeysStaleError(`the API keys were last reached ${Math.round(age)} ms ago${why}`);
  }
}
