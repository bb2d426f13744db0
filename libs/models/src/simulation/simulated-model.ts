import type { ModelCall, ModelReply } from '../model-provider';
import { GOOD_BEHAVIOUR, parseBehaviour, type SimulatedBehaviour } from './behaviour';
import { CallCounter } from './call-counter';
import { composeText } from './compose-text';
import { questionOf } from './conversation';
import { directivesIn } from './directives';
import { draw, hashOf } from './draw';
import { oddReply } from './odd-reply';
import { estimatePromptTokens, estimateTokens } from './token-estimate';

/** A call as the simulation sees it, from the in-process provider or off the wire. */
export type SimulatedCall = Omit<ModelCall, 'signal'>;

/** What the model does about a call, after `latencyMs`. How a failure looks is up to whoever carries it out. */
export type SimulatedResponse = {
  readonly latencyMs: number;
  /** 1 for the first call of its idempotency key that this engine has seen. */
  readonly attempt: number;
} & (
  | { readonly kind: 'reply'; readonly reply: ModelReply }
  | { readonly kind: 'failure'; readonly behaviour: SimulatedBehaviour }
);

/**
 * The one engine behind the in-process provider and the HTTP upstream. Everything but `worsenOverMs` depends on the
 * content of a call and on how often its idempotency key was seen, so a run can be repeated.
 */
export class SimulatedModel {
  private readonly calls = new CallCounter();
  private readonly startedAt: number;

  constructor(
    private processBehaviour: Partial<SimulatedBehaviour> = {},
    private readonly now: () => number = Date.now,
  ) {
    this.startedAt = now();
  }

  /** Replaces the behaviour of the whole process; pins and directives still win over it. */
  control(behaviour: Partial<SimulatedBehaviour>): void {
    this.processBehaviour = behaviour;
  }

  /** @throws InvalidBehaviourError when the pin or the question asks for a behaviour that doesn't exist. */
  respond(call: SimulatedCall): SimulatedResponse {
    const behaviour = this.behaviourFor(call);
    const seed = hashOf(call.model, call.parameters, call.messages);
    const attempt = this.calls.next(call.idempotencyKey);
    const latencyMs = behaviour.latencyMs + behaviour.latencyJitterMs * draw(seed, 'latency', attempt);
    if (this.fails(behaviour, seed, attempt)) return { kind: 'failure', latencyMs, attempt, behaviour };
    return { kind: 'reply', latencyMs, attempt, reply: this.replyTo(call, behaviour, seed) };
  }

  private behaviourFor(call: SimulatedCall): SimulatedBehaviour {
    return {
      ...GOOD_BEHAVIOUR,
      ...this.processBehaviour,
      ...parseBehaviour(call.parameters.simulate ?? {}),
      ...directivesIn(questionOf(call), call.model),
    };
  }

  private fails({ failFirst, failRate }: SimulatedBehaviour, seed: string, attempt: number): boolean {
    return failFirst === null ? draw(seed, 'fail', attempt) < failRate : attempt <= failFirst;
  }

  private replyTo(call: SimulatedCall, behaviour: SimulatedBehaviour, seed: string): ModelReply {
    const { text, finishReason } = composeText({
      conversation: call,
      behaviour: { ...behaviour, quality: this.qualityNow(behaviour) },
      seed,
    });
    const reply = {
      text,
      finishReason,
      inputTokens: estimatePromptTokens(call.messages),
      outputTokens: estimateTokens(text),
      cachedInputTokens: 0,
      cacheWriteInputTokens: 0,
      model: `simulated/${call.model}`,
      responseId: `simulated-${seed.slice(0, 24)}`,
    };
    return { ...reply, ...oddReply(behaviour.oddity, text) };
  }

  private qualityNow({ quality, worsenOverMs }: SimulatedBehaviour): number {
    if (worsenOverMs === null) return quality;
    return quality * Math.max(0, 1 - (this.now() - this.startedAt) / worsenOverMs);
  }
}
