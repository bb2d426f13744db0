export { DevBroker, type DevBrokerOptions } from './dev-broker';
export { DataDirInUseError, PortInUseError } from './dev-broker.errors';
