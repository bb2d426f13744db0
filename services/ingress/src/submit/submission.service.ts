import { Injectable } from '@nestjs/common';
import { type GauntletEvent, OWN_TENANT, requestIdOfSubmission, TOPICS } from '@gauntlet/contracts';
import { EventPublisher } from '@gauntlet/messaging';
import { AcceptanceService } from '../accept/acceptance.service';
import type { ChatRequest } from '../accept/chat-request';
import { IdempotencyService } from '../accept/idempotency.service';
import { BODY_LIMIT_BYTES } from '../door/body-limit';
import { CandidatesRepository } from '../wait/candidates.repository';

/** Thrown when a submission's source and id were used before with another body; it becomes a dead letter. */
class SubmissionConflictError extends Error {
  readonly code = 'submission_conflict';
  readonly retryable = false;

  constructor({ source, id }: { readonly source: string; readonly id: string }) {
    super(`${source} published event id ${id} before with another body; a new request needs a new event id`);
    this.name = 'SubmissionConflictError';
  }
}

/** Thrown when a submission leaves no room for what the stages add to it; it becomes a dead letter. */
class SubmissionTooLargeError extends Error {
  readonly code = 'submission_too_large';
  readonly retryable = false;

  constructor(bytes: number, limit: number) {
    super(`${bytes} bytes are more than the ${limit} that a request may have; shorten its texts`);
    this.name = 'SubmissionTooLargeError';
  }
}

/** Thrown when a tenant other than Gauntlet itself chooses what answers; it becomes a dead letter. */
class TrialRefusedError extends Error {
  readonly code = 'trial_refused';
  readonly retryable = false;

  constructor(tenant: string) {
    super(`trial: the tenant "${tenant}" may not choose what answers; leave trial out, and the pin in force answers`);
    this.name = 'TrialRefusedError';
  }
}

type SubmittedEvent = GauntletEvent<typeof TOPICS.submitted>;

/** What Kafka says about a submitted record. */
export interface SubmissionRecord {
  /** Timestamp of the record in ms, the same on every delivery; the producer's clock, unless the topic says otherwise. */
  readonly recordedAt: number;
  readonly bytes: number;
}

/** Accepts requests that backends publish themselves. */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly acceptance: AcceptanceService,
    private readonly idempotency: IdempotencyService,
    private readonly candidates: CandidatesRepository,
    private readonly publisher: EventPublisher,
  ) {}

  /**
   * Resolves once the accepted event is acknowledged, or the request has its answer already.
   * @throws SubmissionConflictError, SubmissionTooLargeError, TrialRefusedError, UnknownPromptError, UnknownVersionError,
   * RefusedVersionError, PromptVariablesError: dead letters.
   * @throws DependencyUnavailableError when the registry or the broker is away; a retry helps.
   */
  async accept(event: SubmittedEvent, { recordedAt, bytes }: SubmissionRecord): Promise<void> {
    if (bytes > BODY_LIMIT_BYTES) throw new SubmissionTooLargeError(bytes, BODY_LIMIT_BYTES);
    const { tenant, timeoutMs, trial } = event.facts;
    if (trial && tenant !== OWN_TENANT) throw new TrialRefusedError(tenant);
    const keyId = requestIdOfSubmission(tenant, event.source, event.id);
    const acceptedAt = new Date(recordedAt);
    const chat = chatOf(event);
    const accept = (id: string) => this.acceptance.accept(chat, { id, tenant, origin: 'kafka', acceptedAt, timeoutMs });
    const claimed = await this.idempotency.claim({ keyId, tenant, chat, hours: null, accept });
    if (claimed.kind === 'conflict') throw new SubmissionConflictError(event);
    if (claimed.kind === 'repeat' && (await this.candidates.findIfUp(claimed.event.key))) return;
    await this.publisher.publish(claimed.event);
  }
}

function chatOf({ facts, content }: SubmittedEvent): ChatRequest {
  return {
    prompt: facts.prompt,
    input: content.input,
    history: content.history ?? [],
    conversation: facts.conversation,
    trial: facts.trial,
    parameters: { variables: content.variables ?? {}, tags: facts.tags ?? {} },
  };
}
