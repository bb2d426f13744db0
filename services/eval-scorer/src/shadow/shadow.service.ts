import { Injectable } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import { type GauntletEvent, OWN_TENANT, type PinShadow, TOPICS } from '@gauntlet/contracts';
import { Registry } from '@gauntlet/registry';
import { ATTRIBUTES, METRICS } from '@gauntlet/telemetry';
import { ShadowBudget } from './shadow-budget';
import { shadowTags } from './shadow-tags';

type Accepted = GauntletEvent<typeof TOPICS.accepted>;
type Question = GauntletEvent<typeof TOPICS.submitted>;

const TIMEOUT_MS = 60_000;

/** Decides which requests a shadow answers too. */
@Injectable()
export class ShadowService {
  private readonly copied = metrics.getMeter('@gauntlet/eval-scorer').createCounter(METRICS.shadowRequests);

  constructor(
    private readonly registry: Registry,
    private readonly budget: ShadowBudget,
  ) {}

  /**
   * The copy of a request for the shadow of its pin. Null when it has none, when the draw leaves the request out, or when
   * the budget is spent.
   * @throws RegistryStaleError, DatabaseUnavailableError when the pin or the budget can't be asked; a retry helps.
   */
  async copyOf(accepted: Accepted): Promise<Question | null> {
    const { request } = accepted.facts;
    if (request.tenant === OWN_TENANT) return null;
    const shadow = this.registry.shadowFor(request);
    if (!shadow) return null;
    const { id: requestId, acceptedAt: at, pin } = request;
    const granted = await this.budget.claim({
      ...{ requestId, at, prompt: pin.prompt.name },
      callsPerHour: shadow.callsPerHour,
    });
    this.copied.add(1, { [ATTRIBUTES.outcome]: granted ? 'granted' : 'spent' });
    return granted ? this.copy(accepted, shadow) : null;
  }

  // The same request always gives the same event, so a repeat is paid once.
  private copy({ facts: { request }, content }: Accepted, { prompt, policy, model, backups }: PinShadow): Question {
    const names = this.registry.prompt(prompt).variables;
    const variables = Object.entries(content.variables).filter(([name]) => names.includes(name));
    return {
      topic: TOPICS.submitted,
      id: `${request.id}.shadow.${request.pin.offset}`,
      key: request.id,
      source: '/gauntlet/eval-scorer',
      time: request.acceptedAt,
      facts: {
        tenant: OWN_TENANT,
        prompt: prompt.name,
        tags: shadowTags(request),
        timeoutMs: TIMEOUT_MS,
        trial: { prompt, policy, model, backups },
      },
      content: { input: content.input, history: content.history, variables: Object.fromEntries(variables) },
    };
  }
}
