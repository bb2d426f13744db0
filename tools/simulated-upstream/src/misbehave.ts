import type { ServerResponse } from 'node:http';
import type { SimulatedBehaviour } from '@gauntlet/models';
import { sendJson } from './http';
import { errorBody } from './wire';

/** The status that a failing call is answered with; 0 where none is sent. */
export function statusOf({ failure, status }: SimulatedBehaviour): number {
  if (failure === 'status') return status;
  return failure === 'hang-up' || failure === 'never-answer' ? 0 : 200;
}

/** Carries a failure out on the wire. */
export function misbehave(response: ServerResponse, behaviour: SimulatedBehaviour): void {
  switch (behaviour.failure) {
    case 'status':
      return sendStatus(response, behaviour);
    case 'hang-up':
      response.socket?.resetAndDestroy();
      return;
    case 'never-answer':
      return;
    case 'invalid-json':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"simulated","choices":[{"mess');
      return;
    case 'wrong-content-type':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome</body></html>');
      return;
    case 'empty-choices':
      return sendJson(response, { id: 'simulated', object: 'chat.completion', choices: [] });
  }
}

function sendStatus(response: ServerResponse, { status, retryAfter }: SimulatedBehaviour): void {
  const headers: Record<string, string> = retryAfter === null ? {} : { 'retry-after': retryAfter };
  sendJson(response, errorBody('the simulated model was told to fail', 'simulated_failure'), { status, headers });
}
