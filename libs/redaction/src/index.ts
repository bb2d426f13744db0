export { findCards } from './card';
export { isIssued } from './card-issuer';
export { findEmails } from './email';
export { type PlainView, plainView } from './plain-view';
export { redact, type Redaction, redactJson, redactAsked, redactMap, redactReleased } from './redact';
export { replaceSpans, type Span } from './spans';
