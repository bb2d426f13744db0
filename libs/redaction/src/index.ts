export { redact, type Redaction } from './redact';
export { redactJson } from './redact-json';
export { redactAsked, redactMap, redactReleased } from './redact-released';
