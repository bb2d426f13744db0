export { findCards } from './card';
export { isIssued } from './card-issuer';
export { findEmails } from './email';
export { type PlainView, plainView } from './plain-view';
export { jsonRedactionInSteps, redact, type Redaction, redactionInSteps } from './redact';
export { redactAsked, redactInTurns, redactMap, redactReleased, withTexts } from './redact-texts';
export { type Span } from './spans';
