export { ConsumingApp, handlerOf } from './consuming-app';
export { acceptedEvent } from './events';
export { LocalBroker } from './local-broker';
export { startReadingApp } from './reading-app';
