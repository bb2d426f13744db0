import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { renderMessages } from '@gauntlet/artefacts';
import { backupPrompt, beginStage, type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { Registry } from '@gauntlet/registry';
import { INSTANCE_ID } from '@gauntlet/runtime';
import { PromptRenderConfig } from './prompt-render.config';

const HEX_DIGITS = 12;

/** Makes the messages for a model from the prompt version that the request's pin names, and from that of its backups. */
@Injectable()
export class PromptRenderer {
  constructor(
    private readonly registry: Registry,
    private readonly config: PromptRenderConfig,
    @Inject(INSTANCE_ID) private readonly instance: string,
  ) {}

  /**
   * @throws PromptVariablesError for variables that don't fit: ingress checks them, so this is a request that went
   * around it. It is dead-lettered and answered canned; a retry doesn't help.
   * @throws RegistryStaleError while the version is still on its way; a retry helps.
   */
  decide(event: GauntletEvent<typeof TOPICS.cleared>): GauntletEvent<typeof TOPICS.rendered> {
    const finish = beginStage(event, { stage: 'prompt-render', instance: this.instance });
    const { request } = event.facts;
    const prompt = this.registry.prompt(request.pin.prompt);
    const forBackups = backupPrompt(request.pin);
    const canary = markOf(request.id, this.config.PROMPT_MARK_SECRET);
    const input = { ...event.content, canary };
    const messages = renderMessages(prompt, input);
    const backupMessages = forBackups && renderMessages(this.registry.prompt(forBackups), input);
    return finish(TOPICS.rendered, {
      facts: { turn: 0, responseFormat: prompt.responseFormat, maxAnswerCharacters: prompt.maxAnswerCharacters },
      content: { canary, messages, backupMessages },
    });
  }
}

/** The secret mark in the system message of a request: the same on a redelivery, and not to be had without the secret. */
function markOf(requestId: string, secret: string): string {
  return `gx-${createHmac('sha256', secret).update(requestId).digest('hex').slice(0, HEX_DIGITS)}`;
}
