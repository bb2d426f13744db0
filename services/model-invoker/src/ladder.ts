import { Injectable } from '@nestjs/common';
import {
  answeringPrompt,
  type Attempt,
  type BackupRef,
  type GauntletEvent,
  OWN_TENANT,
  type TOPICS,
} from '@gauntlet/contracts';
import { PaidOnceCaller } from './ledger/paid-once-caller';
import { answerLimit, TimeBudget } from './limits';
import { ModelInvokerConfig } from './model-invoker.config';
import type { Reply, Rung } from './rung';

/** What the ladder came to: all attempts in order, and the reply with its rung unless every rung failed. */
export interface Climb {
  readonly attempts: readonly Attempt[];
  readonly taken: { readonly reply: Reply; readonly rung: Rung } | null;
}

type Rendered = GauntletEvent<typeof TOPICS.rendered>;
type Question = Pick<Rung, 'messages' | 'prompt' | 'promptVersion'>;

/** How a request came here. */
export interface Arrival {
  /** Another instance was given it before, and may still be at work on it. */
  readonly mayBeRepeat: boolean;
}

/** Asks the pinned model, then its backups in order, until one answers or the time before the deadline is used up. */
@Injectable()
export class Ladder {
  constructor(
    private readonly caller: PaidOnceCaller,
    private readonly config: ModelInvokerConfig,
  ) {}

  /** Never throws; begins no call after the deadline minus the reserve. A call ends up to 100 ms later if the process stalled. */
  async climb(event: Rendered, { mayBeRepeat }: Arrival): Promise<Climb> {
    const whole = TimeBudget.until(event.facts.request.deadline, this.config.MODEL_RESERVE_MS);
    const attempts: Attempt[] = [];
    for (const rung of rungsOf(event)) {
      const result = await this.caller.call(rung, { whole, mayBePaid: mayBeRepeat });
      attempts.push(...result.attempts);
      if (result.reply) return { attempts, taken: { reply: result.reply, rung } };
    }
    return { attempts, taken: null };
  }
}

function rungsOf(event: Rendered): Rung[] {
  const { request, turn, responseFormat } = event.facts;
  const models: BackupRef[] = [request.pin.model, ...request.pin.backups];
  const limit = answerLimit(event);
  return models.map((model, rung) => ({
    key: { requestId: request.id, turn, rung },
    model,
    after: models.length - 1 - rung,
    isOwn: request.tenant === OWN_TENANT,
    ...questionFor(model, event),
    responseFormat,
    answerLimit: limit,
  }));
}

// A repair turn brings no messages of the backups' own: every model goes on with the conversation that it repairs.
function questionFor(model: BackupRef, { facts, content }: Rendered): Question {
  const { messages, backupMessages } = content;
  const isOwn = model.prompt !== undefined && backupMessages !== undefined;
  const prompt = isOwn ? model.prompt : facts.prompt;
  const { version } = answeringPrompt({ request: facts.request, prompt });
  return { messages: isOwn ? backupMessages : messages, prompt, promptVersion: version };
}
