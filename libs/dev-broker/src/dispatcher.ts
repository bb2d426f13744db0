import { API_VERSIONS_KEY, unsupportedApiVersions } from './apis/api-versions.api';
import type { KafkaRequest, RequestHandler } from './apis/request-handler';
import { MalformedRequestError } from './protocol/malformed-request.error';
import { Reader } from './protocol/reader';
import type { Writer } from './protocol/writer';
import { RequestCounts } from './request-counts';

export interface Reply {
  correlationId: number;
  body: Writer;
}

type Peer = Pick<KafkaRequest, 'clientHost' | 'stopping'>;

/** Finds the handler that a request's header asks for. */
export class Dispatcher {
  readonly counts = new RequestCounts();
  private readonly byKey: ReadonlyMap<number, RequestHandler>;

  constructor(private readonly handlers: readonly RequestHandler[]) {
    this.byKey = new Map(handlers.map((handler) => [handler.apiKey, handler]));
  }

  /** Undefined when the client wants no answer. Throws on what can't be answered: the connection must then be closed. */
  async dispatch(frame: Buffer, peer: Peer): Promise<Reply | undefined> {
    const reader = new Reader(frame);
    const apiKey = reader.int16();
    const version = reader.int16();
    const correlationId = reader.int32();
    const handler = this.byKey.get(apiKey);
    if (handler && version >= handler.minVersion && version <= handler.maxVersion) {
      const clientId = reader.nullableString() ?? '';
      const body = await handler.handle({ version, body: reader, clientId, ...peer });
      this.counts.add(handler.name, frame.length, body?.toBuffer().length ?? 0);
      return body && { correlationId, body };
    }
    if (apiKey === API_VERSIONS_KEY) return { correlationId, body: unsupportedApiVersions(this.handlers) };
    throw new MalformedRequestError(`API ${apiKey} in version ${version} is not supported`);
  }
}
