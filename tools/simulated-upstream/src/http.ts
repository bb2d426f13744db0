import type { IncomingMessage, ServerResponse } from 'node:http';

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Sent {
  readonly status?: number;
  readonly headers?: Record<string, string>;
}

/** Answers with a JSON value. */
export function sendJson(response: ServerResponse, value: unknown, { status = 200, headers = {} }: Sent = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}
