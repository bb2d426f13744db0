import { TOPICS, type GauntletEvent } from '@gauntlet/contracts';
import { Registry } from '@gauntlet/registry';
import { INSTANCE_ID } from '@gauntlet/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { examine } from './check-runner';
import { OUTPUT_CHECKS } from './checks/all-checks';
import { GuardrailConfig } from './guardrail.config';
import { release } from './release';
import { repairTurn } from './repair-turn';
import { extended, startTiming } from './trail';

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
  async judge(event: Generated): Promise<Released | Rendered> {
    const { request, trail: before, turn, responseFormat, completion } = event.facts;
    const timing = startTiming({ stage: 'guardrail.output', turn, instance: this.instance });
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
    const trail = extended(before, timing(), judgement.verdicts);
    const needsTurn = judgement.ended?.outcome === 'repair' && completion.source !== 'canned';
    if (needsTurn) return repairTurn(event, { trail, problems: judgement.problems });
    return release(event, { judgement, policy, trail });
  }
}
