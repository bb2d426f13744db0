import type { KeyScope } from '@gauntlet/contracts';
import { createKey, KEY_TOPICS, type KeyProjection, type KeyRecord, KeysConfig, revokedEvent } from '@gauntlet/keys';
import { keptSecrets, secretsFile } from '@gauntlet/launcher';
import { EventPublisher } from '@gauntlet/messaging';
import { loadConfig } from '@gauntlet/runtime';
import { currentUser } from '../authorship';
import { withKafka } from '../kafka/with-kafka';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { MissingPepperError, UnknownKeyError } from './keys.errors';
import { withKeys } from './keys-state';

/** What a new key is to be. */
export interface CreateFlags {
  readonly tenant: string;
  readonly scope: readonly KeyScope[];
  readonly label: string;
  readonly by?: string;
}

/**
 * Puts a new key in force and shows its text, which nobody can look up again.
 * @throws MissingPepperError, ConfigError when keys can't be hashed here; InvalidEventError for a tenant that is no name.
 */
export async function createApiKey(
  { tenant, scope, label, by = currentUser() }: CreateFlags,
  terminal: Terminal,
): Promise<void> {
  const pepper = pepperOf(terminal);
  const wish = { tenant, scopes: [...new Set(scope)], label, by };
  const { text, event } = createKey(wish, pepper);
  await withKafka(KEY_TOPICS, (app) => app.get(EventPublisher).publish(event));
  const facts = withoutHash(event.facts);
  terminal.line(`${facts.id} is in force for tenant ${tenant} (${facts.scopes.join(', ')}). Its text, shown only now:`);
  terminal.line(text);
  terminal.value({ ...facts, label, key: text });
}

// As `npm start` does: its ingress takes the pepper of its data folder where none is set.
function pepperOf(terminal: Terminal): string {
  const { GAUNTLET_KEY_PEPPER: set } = loadConfig(KeysConfig);
  if (set !== undefined) return set;
  const folder = process.env.GAUNTLET_DATA_DIR || '.gauntlet';
  const { GAUNTLET_KEY_PEPPER: kept } = keptSecrets(folder);
  if (kept === undefined) throw new MissingPepperError();
  terminal.line(`for a Gauntlet with the pepper in ${secretsFile(folder)}`);
  return kept;
}

/** Lists every key that ever was, without its text or hash. */
export async function listApiKeys(terminal: Terminal): Promise<void> {
  await withKeys((keys) => {
    const head = ['id', 'tenant', 'scopes', 'created', 'by', 'state', 'label'];
    for (const line of table([head, ...keys.all().map(rowOf)])) terminal.line(line);
    if (keys.all().length === 0) terminal.line('no keys; `gauntlet keys create` makes one');
    terminal.value(keys.all().map(valueOf));
    return Promise.resolve();
  });
}

/**
 * Makes a key void for ever; within a second on every ingress that reaches Kafka. A second time changes nothing.
 * @throws UnknownKeyError when there is no such key.
 */
export async function revokeApiKey(
  id: string,
  { reason, by = currentUser() }: { reason: string; by?: string },
  terminal: Terminal,
): Promise<void> {
  await withKeys(async (keys, app) => {
    if (isInForce(keys, id)) {
      await app.get(EventPublisher).publish(revokedEvent(id, { reason, by }));
    }
    terminal.line(`${id} is revoked`);
    terminal.value({ id, revoked: true });
  });
}

function isInForce(keys: KeyProjection, id: string): boolean {
  const key = keys.find(id);
  if (!key) throw new UnknownKeyError(id);
  return key.revoked === null;
}

function rowOf({ created: { facts, content }, revoked }: KeyRecord): string[] {
  const state = revoked ? `revoked ${revoked.facts.at} by ${revoked.facts.by}: ${revoked.content.reason}` : 'in force';
  return [facts.id, facts.tenant, facts.scopes.join(','), facts.at, facts.by, state, content.label];
}

function valueOf({ created: { facts, content }, revoked }: KeyRecord) {
  const shown = withoutHash(facts);
  const end = revoked && { at: revoked.facts.at, by: revoked.facts.by, reason: revoked.content.reason };
  return { ...shown, label: content.label, revoked: end };
}

function withoutHash({ id, tenant, scopes, at, by }: KeyRecord['created']['facts']) {
  return { id, tenant, scopes, at, by };
}
