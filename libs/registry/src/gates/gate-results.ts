import { isDeepStrictEqual } from 'node:util';
import type { GatedVariant, PromptGatedV1 } from '@gauntlet/contracts';

/** What a run said of a candidate. */
export type GateResult = PromptGatedV1['facts'];

type Pins = readonly { readonly facts: GatedVariant }[];

/** The results of all gates, in the order of their topic; pure, fed with its events. */
export class GateResults {
  private readonly byPrompt = new Map<string, GateResult[]>();

  /** Takes one result in; one that was read before changes nothing. */
  add({ facts }: PromptGatedV1): void {
    const { name } = facts.candidate.prompt;
    const results = this.byPrompt.get(name) ?? [];
    if (!results.some(({ run }) => run === facts.run)) this.byPrompt.set(name, [...results, facts]);
  }

  /**
   * The run that passed a gate file for just this combination. A later run of the same that failed undoes it; one without
   * enough data undoes nothing.
   * @param pins of the prompt, each of which was in force: whoever is compared with anything else may have chosen it for being bad
   */
  evidenceFor(wanted: GatedVariant, pins: Pins): GateResult | undefined {
    const newest = this.decidedFor(wanted, pins).at(-1);
    return newest?.verdict === 'pass' ? newest : undefined;
  }

  /** How many runs of just this combination failed: whoever repeats a run until chance lets it pass is to be seen. */
  failuresOf(wanted: GatedVariant, pins: Pins): number {
    return this.decidedFor(wanted, pins).filter(({ verdict }) => verdict === 'fail').length;
  }

  private decidedFor(wanted: GatedVariant, pins: Pins): readonly GateResult[] {
    const results = this.byPrompt.get(wanted.prompt.name) ?? [];
    return results.filter((result) => {
      return isEvidence(result) && isSameVariant(result.candidate, wanted) && wasInForce(result.baseline, pins);
    });
  }
}

/** Whether one of these pins put a variant in force, forced or not. Only then does a run against it speak for a pin. */
export function wasInForce(variant: GatedVariant, pins: Pins): boolean {
  return pins.some(({ facts }) => isSameVariant(facts, variant));
}

/** Whether the answers of two variants come from the same versions, model and parameters. Backups don't count. */
export function isSameVariant(a: GatedVariant, b: GatedVariant): boolean {
  return isDeepStrictEqual(identityOf(a), identityOf(b));
}

function identityOf({ prompt, policy, model: { provider, model, parameters } }: GatedVariant) {
  return [prompt.name, prompt.hash, policy.hash, provider, model, parameters];
}

// A run by options has rules that nobody agreed on, and whoever is compared with itself always passes.
function isEvidence({ gate, verdict, candidate, baseline }: GateResult): boolean {
  return gate !== null && verdict !== 'not enough data' && !isSameVariant(candidate, baseline);
}
