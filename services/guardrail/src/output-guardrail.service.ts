import { beginStage, TOPICS, type GauntletEvent } from '@gauntlet/contracts';
import { Registry } from '@gauntlet/registry';
import { INSTANCE_ID } from '@gauntlet/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { examine } from './check-runner';
import { OUTPUT_CHECKS } from './checks/all-checks';
import { GuardrailConfig } from './guardrail.config';
import { release } from './release';
import { repairTurn } from './repair-turn';

type Generated = GauntletEvent<typeof TOPICS.generated>;
type Rendered = GauntletEvent<typeof TOPICS.rendered>;
type Released = GauntletEvent<typeof TOPICS.released>;

/** Decides what a caller gets to read of what a model said. */
@Injectable()
export class OutputGuardrail {
  constructor(
    private readonly registry: Registry,
    private readonly config: GuardrailConfig,
    @Inject(INSTANCE_ID) private readonly instance: string,
  ) {}

  /** The response, or the one repair turn. @throws RegistryStaleError while the policy is still on its way. */
  async decide(event: Generated): Promise<Released | Rendered> {
    const finish = beginStage(event, { stage: 'guardrail.output', instance: this.instance });
    const { request, turn, responseFormat, completion } = event.facts;
    const policy = this.registry.policy(request.pin.policy);
    const examination = { side: 'output', turn, expected: policy.output, checks: OUTPUT_CHECKS } as const;
    const judgement = await examine(
      { ...examination, limitMs: this.config.GUARDRAIL_CHECK_TIMEOUT_MS },
      {
        answer: event.content.completion,
        canary: event.content.canary,
        responseFormat,
        finishReason: completion.finishReason,
      },
    );
    const trail = { verdicts: judgement.verdicts };
    const needsTurn = judgement.ended?.outcome === 'repair' && completion.source !== 'canned';
    if (needsTurn) return finish(TOPICS.rendered, { ...repairTurn(event, judgement.problems), trail });
    return finish(TOPICS.released, { ...release(event, judgement, policy), trail });
  }
}
