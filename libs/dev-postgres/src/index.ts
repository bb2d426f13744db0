export { EmbeddedPostgresServer } from './embedded-postgres';
