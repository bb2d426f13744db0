import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { LogReaderFactory } from '@gauntlet/messaging';
import { providerEndpointsFrom, reachProblem } from '@gauntlet/models';
import { HealthRegistry } from '@gauntlet/runtime';
import { ModelInvokerConfig } from '../model-invoker.config';
import { ModelHealth, type ModelName } from './model-health';

type Pinned = GauntletEvent<typeof TOPICS.pinned>;

const REACH_LIMIT_MS = 3_000;

/**
 * The models that pins name. At the start, and when a pin names another, each is looked for at its provider, so that a wrong
 * key or a model that nobody pulled is known before a caller gets a canned answer. Serving never waits for it.
 */
@Injectable()
export class PinnedModels implements OnApplicationBootstrap {
  readonly health = new ModelHealth(() => this.all());
  private readonly logger = new Logger(PinnedModels.name);
  private readonly byPrompt = new Map<string, Pinned['facts']>();
  private readonly looked = new Set<string>();
  private caughtUp = false;

  constructor(
    private readonly logs: LogReaderFactory,
    private readonly config: ModelInvokerConfig,
    registry: HealthRegistry,
  ) {
    registry.register('models', () => this.health.check(), { degrades: true });
  }

  onApplicationBootstrap(): void {
    const reader = this.logs.read({ topics: [TOPICS.pinned], onEvent: (event) => this.take(event) });
    reader.caughtUp.then(
      () => {
        this.caughtUp = true;
        this.lookForNew();
      },
      (error: unknown) => this.logger.error(error),
    );
  }

  /** Each model once, with the backups, and those of versions on trial. */
  all(): readonly ModelName[] {
    const named = [...this.byPrompt.values()].flatMap(modelsOf);
    return [...new Map(named.map(({ provider, model }) => [`${provider}/${model}`, { provider, model }])).values()];
  }

  private take({ facts }: Pinned): void {
    this.byPrompt.set(facts.prompt.name, facts);
    if (this.caughtUp) this.lookForNew();
  }

  private lookForNew(): void {
    if (!this.config.MODEL_REACHABILITY_CHECK) return;
    const label = ({ provider, model }: ModelName) => `${provider}/${model}`;
    const fresh = this.all().filter((model) => !this.looked.has(label(model)));
    for (const model of fresh) {
      this.looked.add(label(model));
      this.lookFor(model).catch((error: unknown) => this.logger.error(error));
    }
  }

  private async lookFor({ provider, model }: ModelName): Promise<void> {
    const endpoint = providerEndpointsFrom(process.env, this.config.MODEL_PROVIDERS).find(
      ({ name }) => name === provider,
    );
    // The simulated one has no endpoint, and an unknown one is told at its first call.
    const problem = endpoint ? await reachProblem(endpoint, model, REACH_LIMIT_MS) : null;
    if (!problem) return;
    this.health.note({ provider, model }, problem.code);
    this.logger.warn({ msg: `${provider}/${model} can't answer: ${problem.message}`, code: problem.code });
  }
}

function modelsOf({ model, backups, canary }: Pinned['facts']): readonly ModelName[] {
  return [model, ...backups, ...(canary?.model ? [canary.model] : []), ...(canary?.backups ?? [])];
}
