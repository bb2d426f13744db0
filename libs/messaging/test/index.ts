export { LocalBroker } from './local-broker';
export { startReadingApp } from './reading-app';
