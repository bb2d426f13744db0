export { redact, type Redaction, redactJson, redactAsked, redactMap, redactReleased } from './redact';
