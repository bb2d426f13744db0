export { PersistenceModule } from './persistence.module';
export { PersistenceConfig } from './persistence.config';
export { type PersistenceOptions } from './data-source';
export { Database } from './database';
export { BulkWriter, type BulkTarget, type ColumnType } from './bulk-writer';
export { KEPT_ROWS, Retention, type KeptRows } from './retention';
export { storableJson } from './storable';
export { DatabaseUnavailableError } from './database-unavailable.error';
export { StatementError } from './statement.error';
