import type { ProviderReason } from '@gauntlet/contracts';
import { sleep } from '@gauntlet/timing';
import {
  abortFailure,
  answerTooLong,
  connectionFailure,
  invalidResponse,
  ProviderError,
  statusFailure,
} from '../failures';
import type { ModelCall, ModelProvider, ModelReply } from '../model-provider';
import { retryAfterMs } from '../retry-after';
import { InvalidBehaviourError, type SimulatedBehaviour } from '../simulation/behaviour';
import type { SimulatedModel, SimulatedResponse } from '../simulation/simulated-model';
import { replyOf } from './reply';

const NAME = 'simulated';
const FOR_EVER_MS = 2 ** 31 - 1;

/** A model that lives in this process and costs nothing: for `npm start`, tests and demos. Every answer says that it is simulated. */
export class SimulatedProvider implements ModelProvider {
  readonly name = NAME;

  constructor(private readonly model: SimulatedModel) {}

  async complete(call: ModelCall): Promise<ModelReply> {
    const response = this.respond(call);
    await sleep(response.latencyMs, call.signal);
    if (call.signal.aborted) throw abortFailure(NAME, call.signal);
    if (response.kind === 'reply') return read(response.reply, call.model);
    throw await failureOf(response.behaviour, call.signal);
  }

  private respond(call: ModelCall): SimulatedResponse {
    try {
      return this.model.respond(call);
    } catch (cause) {
      if (!(cause instanceof InvalidBehaviourError)) throw cause;
      throw new ProviderError(cause.message, {
        code: 'provider_rejected',
        retryable: false,
        status: 400,
        spent: 'nothing',
        cause,
      });
    }
  }
}

// Read as a provider over HTTP reads what comes, so that an odd answer is as odd here.
function read({ text, finishReason, model, responseId, ...tokens }: ModelReply, askedModel: string): ModelReply {
  return replyOf({ provider: NAME, askedModel, text, finishReason, model, responseId, tokens });
}

/** The error that the same failure causes in a provider that speaks HTTP. */
async function failureOf(behaviour: SimulatedBehaviour, signal: AbortSignal): Promise<ProviderError> {
  switch (behaviour.failure) {
    case 'status':
      return statusFailure(NAME, reasonOf(behaviour), waitOf(behaviour));
    case 'hang-up':
    case 'cut-body':
      return connectionFailure(NAME, { cause: new Error('simulated hang-up'), spent: 'unknown' });
    case 'never-answer':
    case 'stall-body':
      await sleep(FOR_EVER_MS, signal);
      return abortFailure(NAME, signal);
    case 'invalid-json':
    case 'truncated-gzip':
    case 'wrong-content-type':
    case 'empty-choices':
      return invalidResponse(NAME, `was told to misbehave: ${behaviour.failure}`);
    case 'huge-body':
      return answerTooLong(NAME, 'a body may be', 'unknown');
  }
}

function reasonOf({ status }: SimulatedBehaviour): ProviderReason {
  return { status, code: 'simulated_failure', type: 'simulated_error', param: null };
}

function waitOf({ retryAfter }: SimulatedBehaviour): number | undefined {
  return retryAfterMs(new Headers(retryAfter === null ? {} : { 'retry-after': retryAfter }));
}
