export { waitFor, type WaitOptions } from './wait-for';
export { freePorts, temporaryDirectory } from './places';
export { SeededRandom } from './seeded-random';
export { OtlpSink } from './otlp-sink';
export { type ReceivedSpan, type SpanKind } from './otlp-json';
export { ClientLedger, type ClientRecord, type ClientEnd } from './client-ledger';
export { EmbeddedPostgresServer, type EmbeddedPostgresOptions } from './embedded-postgres';
export { EmbeddedPostgresError } from './postgres-error';
