import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { InvalidBehaviourError, type SimulatedModel, type SimulatedResponse } from '@gauntlet/models';
import { sleep } from '@gauntlet/timing';
import type { CallLog, CallRecord } from './call-log';
import { bodyOf, sendJson } from './http';
import { misbehave, statusOf } from './misbehave';
import { BadRequestError, type Wire } from './wire';

interface Arrival {
  readonly time: string;
  readonly idempotencyKey: string | null;
  readonly bodyHash: string;
}

/** The one endpoint of a wire format: asks the engine, waits as long as it was told to, logs the call, then answers. */
export class CompletionsEndpoint {
  constructor(
    private readonly model: SimulatedModel,
    private readonly log: CallLog,
    private readonly wire: Wire,
  ) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const header = request.headers['idempotency-key'];
    const idempotencyKey = typeof header === 'string' ? header : null;
    const time = new Date().toISOString();
    const body = await bodyOf(request);
    const bodyHash = createHash('sha256').update(body).digest('hex');
    try {
      await this.answer(response, body, { time, idempotencyKey, bodyHash });
    } catch (error) {
      if (!isCallersFault(error)) throw error;
      sendJson(response, this.wire.errorBody(error.message, 'invalid_request'), { status: 400 });
    }
  }

  private async answer(response: ServerResponse, body: Buffer, arrival: Arrival): Promise<void> {
    const call = this.wire.callOf(JSON.parse(body.toString()), arrival.idempotencyKey ?? arrival.bodyHash);
    const planned = this.model.respond(call);
    await sleep(planned.latencyMs);
    this.log.append({ ...arrival, model: call.model, ...outcomeOf(planned), callerGone: response.closed });
    if (planned.kind === 'failure') return misbehave(response, this.wire, planned.behaviour);
    sendJson(response, this.wire.replyBody(planned.reply, Date.now()));
  }
}

function outcomeOf(planned: SimulatedResponse): Pick<CallRecord, 'attempt' | 'status' | 'paid'> {
  const { attempt } = planned;
  if (planned.kind === 'reply') return { attempt, status: 200, paid: true };
  return { attempt, status: statusOf(planned.behaviour), paid: false };
}

function isCallersFault(error: unknown): error is Error {
  return error instanceof BadRequestError || error instanceof InvalidBehaviourError || error instanceof SyntaxError;
}
