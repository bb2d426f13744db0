export { DevBroker } from './dev-broker';
