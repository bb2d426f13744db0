export { ApiKeys, type ApiKey } from './api-keys';
export { KeysModule } from './keys.module';
export { KeysConfig } from './keys.config';
export { KeysStaleError } from './keys.errors';
export { KEY_TOPICS, KeyProjection, type KeyEvent, type KeyRecord, type KeyTopic } from './key-projection';
export { createKey, revokedEvent, type KeyWish, type NewKey } from './key-events';
export { isKeyText, isMeantAsKey } from './key-text';
