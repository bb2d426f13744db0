export { PersistenceModule } from './persistence.module';
export { Database, DatabaseUnavailableError } from './database';
export { BulkWriter, type BulkTarget, type RowOf } from './bulk-writer';
export { SharedMessagesWriter } from './shared-messages-writer';
export { KEPT_ROWS, Retention, type KeptRows } from './retention';
export { StatementError } from './statement.error';
export { storableJson } from './storable';
export { withTransientTries } from './transient-tries';
