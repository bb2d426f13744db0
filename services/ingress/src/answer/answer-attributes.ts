import type { Attributes } from '@opentelemetry/api';
import { answeringPrompt, paidUsage } from '@gauntlet/contracts';
import { ATTRIBUTES } from '@gauntlet/telemetry';
import type { Answer } from './answer';

/** What the root span of a request says about the answer, so that a trace can be found. No attribute holds a text. */
export function answerAttributes({ event: { facts } }: Answer): Attributes {
  const { request, outcome, reason } = facts;
  const { pin, id, tenant } = request;
  const prompt = answeringPrompt(facts);
  return {
    [ATTRIBUTES.requestId]: id,
    [ATTRIBUTES.tenant]: tenant,
    [ATTRIBUTES.genAiPromptName]: prompt.name,
    [ATTRIBUTES.promptVersion]: prompt.version,
    [ATTRIBUTES.policyVersion]: pin.policy.version,
    [ATTRIBUTES.pinOffset]: pin.offset,
    [ATTRIBUTES.outcome]: outcome,
    [ATTRIBUTES.reason]: reason ?? undefined,
    [ATTRIBUTES.costUsd]: paidUsage(facts).costUsd ?? undefined,
  };
}
