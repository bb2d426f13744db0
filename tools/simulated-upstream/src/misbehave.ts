import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { SimulatedBehaviour } from '@gauntlet/models';
import { sendJson } from './http';
import type { Wire } from './wire';

const MIB = 1_048_576;
const HUGE_MIB = 100;
const JSON_TYPE = { 'content-type': 'application/json' };
const HALF_JSON = '{"id":"simulated","choices":[{"mess';

/** The status that a failing call is answered with; 0 where none is sent. */
export function statusOf({ failure, status }: SimulatedBehaviour): number {
  if (failure === 'status') return status;
  return failure === 'hang-up' || failure === 'never-answer' ? 0 : 200;
}

type Fault = (response: ServerResponse, wire: Wire, behaviour: SimulatedBehaviour) => void;

const FAULTS: Readonly<Record<SimulatedBehaviour['failure'], Fault>> = {
  status: sendStatus,
  'hang-up': (response) => void response.socket?.resetAndDestroy(),
  'never-answer': () => undefined,
  'stall-body': (response) => void response.writeHead(200, JSON_TYPE).write(HALF_JSON),
  'cut-body': (response) => {
    response.writeHead(200, JSON_TYPE).write(HALF_JSON, () => response.socket?.resetAndDestroy());
  },
  'invalid-json': (response) => void response.writeHead(200, JSON_TYPE).end(HALF_JSON),
  'truncated-gzip': (response, wire) => {
    const whole = gzipSync(JSON.stringify({ ...wire.emptyBody(), padding: 'x'.repeat(1000) }));
    const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' };
    response.writeHead(200, headers).end(whole.subarray(0, whole.length / 2));
  },
  'wrong-content-type': (response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome</body></html>');
  },
  'huge-body': (response) => {
    const piece = Buffer.alloc(MIB, ' ');
    const pieces = Array.from({ length: HUGE_MIB }, () => piece);
    Readable.from(pieces).pipe(response.writeHead(200, JSON_TYPE));
  },
  'empty-choices': (response, wire) => sendJson(response, wire.emptyBody()),
};

/** Carries a failure out on the wire. */
export function misbehave(response: ServerResponse, wire: Wire, behaviour: SimulatedBehaviour): void {
  FAULTS[behaviour.failure](response, wire, behaviour);
}

function sendStatus(response: ServerResponse, wire: Wire, { status, retryAfter }: SimulatedBehaviour): void {
  const headers: Record<string, string> = retryAfter === null ? {} : { 'retry-after': retryAfter };
  const body = wire.errorBody('the simulated model was told to fail', 'simulated_failure');
  sendJson(response, body, { status, headers });
}
