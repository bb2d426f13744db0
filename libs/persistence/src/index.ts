export { PersistenceModule } from './persistence.module';
export { Database } from './database';
export { BulkWriter, type BulkTarget, type RowOf } from './bulk-writer';
export { KEPT_ROWS, Retention, type KeptRows } from './retention';
export { storableJson } from './storable';
export { DatabaseUnavailableError } from './database-unavailable.error';
