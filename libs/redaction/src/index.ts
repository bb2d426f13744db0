export { findCards } from './card';
export { isIssued } from './card-issuer';
export { findEmails } from './email';
export { type PlainView, plainView } from './plain-view';
export { redact, type Redaction, redactionInSteps, redactJson, redactAsked, redactMap, redactReleased } from './redact';
export { type Span } from './spans';
