import { ErrorCode } from '../protocol/error-code';
import { Writer } from '../protocol/writer';
import type { BrokerAddress, RequestHandler } from './request-handler';

/** FindCoordinator: always this broker. */
export function findCoordinatorApi({ nodeId, host, port }: BrokerAddress): RequestHandler {
  return {
    name: 'FindCoordinator',
    apiKey: 10,
    minVersion: 0,
    maxVersion: 0,
    handle: () => new Writer().int16(ErrorCode.None).int32(nodeId).string(host).int32(port),
  };
}
