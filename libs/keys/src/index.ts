export { ApiKeys, type ApiKey } from './api-keys';
export { KeysModule } from './keys.module';
export { KeysConfig } from './keys.config';
export { KEY_TOPICS, KeyProjection, type KeyEvent, type KeyRecord, type KeyTopic } from './key-projection';
export { createKey, revokedEvent } from './key-events';
export { isMeantAsKey } from './key-text';
