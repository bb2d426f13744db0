import { Inject, Injectable, Optional } from '@nestjs/common';
import { examine, INPUT_CHECKS, type Judge } from '@gauntlet/checks';
import { recordable } from '@gauntlet/checks/recordable';
import { beginStage, type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { Registry } from '@gauntlet/registry';
import { INSTANCE_ID } from '@gauntlet/runtime';
import { GuardrailConfig } from './guardrail.config';
import { JUDGE } from './judge/judge.factory';

type Accepted = GauntletEvent<typeof TOPICS.accepted>;
type Cleared = GauntletEvent<typeof TOPICS.cleared>;
type Released = GauntletEvent<typeof TOPICS.released>;

/** Decides whether a request may go on to a model, and in which words. */
@Injectable()
export class InputGuardrail {
  constructor(
    private readonly registry: Registry,
    private readonly config: GuardrailConfig,
    @Inject(INSTANCE_ID) private readonly instance: string,
    @Optional() @Inject(JUDGE) private readonly judge?: Judge,
  ) {}

  /** The request cleared, or released as blocked. @throws RegistryStaleError while its policy is still on its way. */
  async decide(event: Accepted): Promise<Cleared | Released> {
    const finish = beginStage(event, { stage: 'guardrail.input', instance: this.instance });
    const { request } = event.facts;
    const policy = this.registry.policy(request.pin.policy);
    const examination = { side: 'input', turn: 0, expected: policy.input, checks: INPUT_CHECKS } as const;
    const limits = { limitMs: this.config.GUARDRAIL_CHECK_TIMEOUT_MS, judge: this.judge, request };
    const { verdicts, subject, ended } = await examine({ ...examination, ...limits }, event.content);
    const { input, history, variables } = subject;
    const texts = { input, history: [...history], variables: { ...variables } };
    const trail = { verdicts };
    if (!ended) return finish(TOPICS.cleared, { facts: {}, content: texts, trail });
    const { reason } = ended;
    return finish(TOPICS.released, {
      facts: { outcome: 'blocked', flags: [], reason, releasedBy: 'guardrail.input', completion: null },
      // A check may have ended it before the one that redacts.
      content: await recordable({ ...texts, messages: [], answer: policy.refusalAnswer }, verdicts),
      trail,
    });
  }
}
