import type { Reader } from '../protocol/reader';
import type { Writer } from '../protocol/writer';

/** One request after its header was read. */
export interface KafkaRequest {
  version: number;
  body: Reader;
  clientId: string;
  clientHost: string;
  /** Aborted when the broker stops: whoever waits must answer at once. */
  stopping: AbortSignal;
}

/** One API of the Kafka protocol, in the versions that it answers. Names and numbers are the protocol's own. */
export interface RequestHandler {
  readonly name: string;
  readonly apiKey: number;
  readonly minVersion: number;
  readonly maxVersion: number;
  /** The response's body, or undefined when the client wants none. */
  handle(request: KafkaRequest): Writer | undefined | Promise<Writer | undefined>;
}

/** How clients reach the broker, which is also the controller and every group's coordinator. */
export interface BrokerAddress {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
}
