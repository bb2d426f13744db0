import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { restoredAnswer } from '@gauntlet/checks';
import { recordable } from '@gauntlet/checks/recordable';
import { cannedRelease, requestIdOfKey } from '@gauntlet/contracts';
import { EventPublisher } from '@gauntlet/messaging';
import { Registry } from '@gauntlet/registry';
import { AcceptanceService, type AcceptedEvent } from '../accept/acceptance.service';
import type { ChatRequest } from '../accept/chat-request';
import { IdempotencyService, type KeyedEvent } from '../accept/idempotency.service';
import { ApiError } from '../api.error';
import { LoadShed } from '../door/limits/load-shed';
import { CallerPlaces } from '../door/limits/places';
import { IngressConfig } from '../ingress.config';
import type { Answer, Candidate } from './candidate';
import { CandidatesRepository } from './candidates.repository';
import { Progress } from './progress';
import { type Waiter, Waiters, within } from './waiters';

/** A request as a caller sent it over HTTP. */
export interface CallerRequest {
  readonly chat: ChatRequest;
  readonly tenant: string;
  readonly receivedAt: Date;
  readonly idempotencyKey: string | undefined;
  readonly timeoutMs: number | undefined;
  /** Aborted when the caller has gone: nobody waits any more then, and the request goes on. Absent for who asks again. */
  readonly gone?: AbortSignal;
  /** True when others will ask for it by id before it has its answer: every instance must know it from the start. */
  readonly remember: boolean;
}

/** The answer that is owed to a request from now on. */
export interface PendingAnswer {
  readonly requestId: string;
  /** True when the key could not be checked. */
  readonly unchecked: boolean;
  /** As {@link AnswerService.answer} gives it; rejects when the caller goes or the process stops first. */
  readonly answer: Promise<Answer>;
}

const KEY_HOURS = 24;

/** Turns a request into its one answer: accept, publish, wait, and at the deadline release the canned answer. */
@Injectable()
export class AnswerService {
  private readonly logger = new Logger(AnswerService.name);

  constructor(
    private readonly acceptance: AcceptanceService,
    private readonly idempotency: IdempotencyService,
    private readonly publisher: EventPublisher,
    private readonly candidates: CandidatesRepository,
    private readonly places: CallerPlaces,
    private readonly waiters: Waiters,
    private readonly shed: LoadShed,
    private readonly progress: Progress,
    private readonly registry: Registry,
    private readonly config: IngressConfig,
  ) {}

  /**
   * Resolves with the first candidate by offset, at the latest a grace period after the deadline.
   * @throws BrokerUnavailableError when the request could not be accepted; with a key, a retry is the same request.
   * @throws ApiError 409 when the key belongs to another body; a retry doesn't help.
   * @throws whatever `AcceptanceService.accept`, `IdempotencyService.claim` and `CallerPlaces.take` throw.
   */
  async answer(request: CallerRequest): Promise<Answer> {
    const { answer } = await this.accept(request);
    return answer;
  }

  /** Resolves once the request is accepted and that is acknowledged; its answer follows. Throws as {@link answer} does. */
  async accept(request: CallerRequest): Promise<PendingAnswer> {
    const held = [this.places.take(request.tenant)];
    const leave = () => held.forEach((giveBack) => giveBack());
    try {
      const { event, kind } = await this.claim(request);
      const waiter = this.waiters.register(event.key, request.tenant);
      held.push(() => waiter.leave());
      if (request.remember) held.push(this.progress.expect(event.key));
      const known = kind === 'repeat' ? await this.candidates.findIfUp(event.key) : null;
      if (!known) await this.publisher.publish(event);
      const unchecked = kind === 'unchecked';
      const first = known ? Promise.resolve(recorded(known)) : this.firstCandidate(event, waiter, request.gone);
      const answer = first
        .then((it) => this.forCaller(event, it))
        .then((it) => ({ ...it, unchecked }))
        .finally(leave);
      return { requestId: event.key, unchecked, answer };
    } catch (error) {
      leave();
      throw error;
    }
  }

  private async claim(request: CallerRequest): Promise<KeyedEvent> {
    const { chat, tenant, receivedAt, idempotencyKey, timeoutMs, remember } = request;
    const accept = (id: string) =>
      this.acceptance.accept(chat, { id, tenant, origin: 'http', acceptedAt: receivedAt, timeoutMs });
    if (idempotencyKey === undefined && !remember) return { event: await accept(randomUUID()), kind: 'first' };
    const keyId = idempotencyKey === undefined ? randomUUID() : requestIdOfKey(tenant, idempotencyKey);
    const claimed = await this.idempotency.claim({ keyId, tenant, chat, hours: KEY_HOURS, accept });
    if (claimed.kind !== 'conflict') return claimed;
    const problem = 'this key was used before for a request with another body; use a new key for a new request';
    throw new ApiError('idempotency_conflict', problem, { param: 'idempotency-key' });
  }

  private async firstCandidate(event: AcceptedEvent, waiter: Waiter, gone?: AbortSignal) {
    const remainingMs = Date.parse(event.facts.request.deadline) - Date.now();
    const candidate = await within(waiter.answer, { ms: remainingMs, gone });
    if (!candidate) return this.answerAtDeadline(event, waiter, gone);
    this.shed.learn(candidate.event.facts);
    return recorded(candidate);
  }

  // The canned answer is only one more candidate: another may stand before it in the log, and is then the answer.
  private async answerAtDeadline(event: AcceptedEvent, waiter: Waiter, gone?: AbortSignal) {
    const released = cannedRelease(event, { stage: 'ingress', reason: 'deadline_exceeded' });
    if (!released) throw new Error(`the accepted event of ${event.key} holds no request`);
    const canned = { ...released, content: await recordable(released.content, released.facts.trail.verdicts) };
    this.shed.learn(canned.facts);
    const unpublished = this.publisher.publish(canned).then(
      () => waiter.answer,
      (error: unknown) => this.giveUpRecording(event.key, error),
    );
    const first = await within(unpublished, { ms: this.config.INGRESS_RELEASE_GRACE_MS, gone });
    return first ? recorded(first) : { event: canned, releasedAt: Date.now(), traceId: null, recorded: false };
  }

  /** The answer as its caller reads it. Stores and other readers keep the placeholders. */
  private async forCaller<A extends Pick<Answer, 'event'>>(accepted: AcceptedEvent, answer: A): Promise<A> {
    const { content } = answer.event;
    try {
      const policy = () => this.registry.policy(accepted.facts.request.pin.policy);
      const text = await restoredAnswer(content.answer, policy, accepted.content);
      if (text === content.answer) return answer;
      return { ...answer, event: { ...answer.event, content: { ...content, answer: text } } };
    } catch (error) {
      // An answer with placeholders is better than none; what was thrown may quote the request.
      const cause = error instanceof Error ? error.name : 'unknown';
      this.logger.warn({ msg: 'answer given with its placeholders', requestId: accepted.key, cause });
      return answer;
    }
  }

  private giveUpRecording(requestId: string, error: unknown): null {
    this.logger.warn({ msg: 'canned answer given without a record', requestId, err: error });
    return null;
  }
}

function recorded({ event, releasedAt, traceId }: Candidate) {
  return { event, releasedAt, traceId, recorded: true };
}
