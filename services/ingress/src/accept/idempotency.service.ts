import { Injectable, Logger } from '@nestjs/common';
import { requestIdOfKey } from '@gauntlet/contracts';
import { DependencyUnavailableError } from '@gauntlet/runtime';
import { AcceptanceService, type AcceptedEvent, type AcceptedFacts } from './acceptance.service';
import type { ChatRequest } from './chat-request';
import { IdempotencyRepository, type KeyClaim, type KeyOutcome } from './idempotency.repository';

/** A request with a key, under which the request may come again. */
export interface KeyedRequest {
  /** Id that the key stands for; also the request's id, unless the key is used anew after its time. */
  readonly keyId: string;
  readonly tenant: string;
  readonly chat: ChatRequest;
  /** Hours that the key belongs to the request; null for as long as its row is kept. */
  readonly hours: number | null;
  /** Accepts the request under an id. */
  readonly accept: (id: string) => Promise<AcceptedEvent>;
}

/** The accepted event of a keyed request. It is a `repeat` when it may have been published, `unchecked` with Postgres away. */
export interface KeyedEvent {
  readonly event: AcceptedEvent;
  readonly kind: 'first' | 'repeat' | 'unchecked';
}

/** What came of a claim: the request's event, or that the key belongs to another body, which no retry changes. */
export type KeyedOutcome = KeyedEvent | { readonly kind: 'conflict' };

/** Makes a request with a key the only one of that key: the same key and body always give the same event. */
@Injectable()
export class IdempotencyService {
  private readonly logger = new Logger(IdempotencyService.name);

  constructor(
    private readonly keys: IdempotencyRepository,
    private readonly acceptance: AcceptanceService,
  ) {}

  /** Claims the key of a request. With Postgres away the request goes on: its id still comes from the key. */
  async claim(keyed: KeyedRequest): Promise<KeyedOutcome> {
    const event = await keyed.accept(keyed.keyId);
    try {
      return await this.settle(keyed, event);
    } catch (error) {
      if (!(error instanceof DependencyUnavailableError) || error.dependency !== 'database') throw error;
      this.logger.warn({ msg: 'going on without the idempotency check', requestId: event.key, reason: error.message });
      return { event, kind: 'unchecked' };
    }
  }

  private async settle(keyed: KeyedRequest, event: AcceptedEvent): Promise<KeyedOutcome> {
    const outcome = await this.keys.claim(claimOf(keyed, event));
    if (outcome.kind !== 'expired') return this.claimed(outcome, { keyed, event });
    const { tenant, keyId, accept } = keyed;
    const renewed = await accept(requestIdOfKey(tenant, `${keyId} after ${outcome.requestId}`));
    const renewal = await this.keys.takeOver(claimOf(keyed, renewed), outcome.requestId);
    return this.claimed(renewal, { keyed, event: renewed });
  }

  private claimed(outcome: KeyOutcome, { keyed, event }: { keyed: KeyedRequest; event: AcceptedEvent }): KeyedOutcome {
    if (outcome.kind === 'repeat')
      return { event: this.acceptance.again(outcome.accepted, keyed.chat), kind: 'repeat' };
    return outcome.kind === 'claimed' ? { event, kind: 'first' } : { kind: 'conflict' };
  }
}

function claimOf({ keyId, chat, hours }: KeyedRequest, event: AcceptedEvent): KeyClaim {
  const accepted: AcceptedFacts = { request: event.facts.request, cannedAnswer: event.content.cannedAnswer };
  return { keyId, body: canonicalText(chat), accepted, hours };
}

/** The request as one string, equal for equal requests: keys are in order, and how long the caller waits is left out. */
export function canonicalText({ prompt, input, history, conversation, parameters, trial }: ChatRequest): string {
  const maps = Object.entries(parameters).map(([name, map]) => [
    name,
    Object.entries(map as Readonly<Record<string, string>>).sort(),
  ]);
  const turns = history.map(({ role, content }) => [role, content]);
  return JSON.stringify([prompt, input, turns, conversation ?? null, maps, ...(trial ? [trial] : [])]);
}
