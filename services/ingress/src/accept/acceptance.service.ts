import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { checkVariables, requiredVariables } from '@gauntlet/artefacts';
import { redactNamed } from '@gauntlet/checks';
import {
  beginStage,
  EMPTY_TRAIL,
  type GauntletEvent,
  OWN_TENANT,
  type Pin,
  type RequestContent,
  type RequestFacts,
  TOPICS,
} from '@gauntlet/contracts';
import { Registry } from '@gauntlet/registry';
import { INSTANCE_ID } from '@gauntlet/runtime';
import { IngressConfig, timeoutFor } from '../ingress.config';
import type { ChatRequest } from './chat-request';

/** Tags without personal data, before they are published or stored anywhere. */
export async function redactedTags(
  tags: Readonly<Record<string, string>>,
  tenant: string,
): Promise<RequestFacts['tags']> {
  // Tags of our own requests hold ids, which may look like a card number and must stay.
  return tenant === OWN_TENANT ? { ...tags } : redactNamed(tags);
}

/**
 * A conversation without personal data. One that holds some gets a pseudonym, always the same for a tenant and a secret,
 * so that its requests still belong together.
 */
export async function pseudonymised(
  conversation: string,
  { tenant, secret }: { tenant: string; secret: string },
): Promise<string> {
  const redacted = await redactNamed({ conversation });
  if (redacted['conversation'] === conversation) return conversation;
  const digest = createHmac('sha256', secret)
    .update(JSON.stringify(['conversation', tenant, conversation]))
    .digest();
  // Letters only: digits could look like a card number to whoever redacts it again.
  return `conversation-${Array.from(digest.subarray(0, 16), letters).join('')}`;
}

function letters(byte: number): string {
  return String.fromCharCode(97 + (byte >> 4), 97 + (byte & 15));
}

/** The event that makes a request owed. */
export type AcceptedEvent = GauntletEvent<typeof TOPICS.accepted>;

/** Who asks, under which id, since when and for how long: what is fixed about a request before its pin is known. */
export interface RequestTerms {
  readonly id: string;
  readonly tenant: string;
  readonly origin: RequestFacts['origin'];
  readonly acceptedAt: Date;
  /** Undefined takes the default; longer than the maximum is cut. */
  readonly timeoutMs: number | undefined;
}

/** What is remembered of an accepted request besides its texts, enough to publish the same event again. */
export interface AcceptedFacts {
  readonly request: RequestFacts;
  readonly cannedAnswer: string;
}

/** Fixes id, time, deadline and pin of a request, once; every later stage takes them from the event. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly registry: Registry,
    private readonly config: IngressConfig,
    @Inject(INSTANCE_ID) private readonly instance: string,
  ) {}

  /**
   * The accepted event of a request.
   * @throws UnknownPromptError, PromptVariablesError when the caller has to change something; for a trial also
   * UnknownVersionError and RefusedVersionError.
   * @throws RegistryStaleError when the pins are not known well enough; a retry helps.
   */
  async accept(chat: ChatRequest, terms: RequestTerms): Promise<AcceptedEvent> {
    const startedAt = new Date();
    const { id, tenant, origin, acceptedAt, timeoutMs } = terms;
    const conversation = await this.conversationOf(chat, tenant);
    const { pin, cannedAnswer } = chat.trial
      ? this.registry.resolveTrial(chat.trial)
      : this.registry.resolve(chat.prompt, { tenant, stickyKey: conversation ?? id });
    const { variables, tags } = this.divided(chat, pin);
    const request: RequestFacts = {
      id,
      tenant,
      origin,
      acceptedAt: acceptedAt.toISOString(),
      deadline: new Date(acceptedAt.getTime() + timeoutFor(this.config, timeoutMs)).toISOString(),
      ...(conversation ? { conversation } : {}),
      tags: await redactedTags(tags, tenant),
      pin,
    };
    return this.event(request, { input: chat.input, history: chat.history, variables, cannedAnswer }, startedAt);
  }

  /**
   * The event as it was accepted the first time, from what was remembered of it and the texts that came again. Its timing
   * alone is of now: hours may lie between the two.
   */
  again({ request, cannedAnswer }: AcceptedFacts, chat: ChatRequest): AcceptedEvent {
    const startedAt = new Date();
    const { variables } = this.divided(chat, request.pin);
    return this.event(request, { input: chat.input, history: chat.history, variables, cannedAnswer }, startedAt);
  }

  // Before the pin: the side of a canary has to be that of the name that is kept.
  private async conversationOf({ conversation }: ChatRequest, tenant: string): Promise<string | undefined> {
    if (!conversation) return undefined;
    return pseudonymised(conversation, { tenant, secret: this.config.INGRESS_IDEMPOTENCY_SECRET });
  }

  private divided(
    { parameters }: ChatRequest,
    pin: Pin,
  ): Pick<RequestContent, 'variables'> & Pick<RequestFacts, 'tags'> {
    const prompt = this.registry.prompt(pin.prompt);
    const { variables, tags } =
      'metadata' in parameters ? divide(parameters.metadata, requiredVariables(prompt)) : parameters;
    checkVariables(prompt, variables);
    return { variables, tags };
  }

  // A submission may have waited in its topic since its acceptance; that is no work of this stage.
  private event(request: RequestFacts, content: RequestContent, startedAt: Date): AcceptedEvent {
    const accepted = { topic: TOPICS.accepted, facts: { request, trail: EMPTY_TRAIL }, content };
    const finish = beginStage(accepted, { stage: 'ingress', instance: this.instance, startedAt });
    return finish(TOPICS.accepted, { facts: {}, content: {} });
  }
}

function divide(metadata: Readonly<Record<string, string>>, variableNames: readonly string[]) {
  const entries = Object.entries(metadata);
  return {
    variables: Object.fromEntries(entries.filter(([name]) => variableNames.includes(name))),
    tags: Object.fromEntries(entries.filter(([name]) => !variableNames.includes(name))),
  };
}
