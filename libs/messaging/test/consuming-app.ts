import { Controller, type INestApplication, type Provider, type Type } from '@nestjs/common';
import { Ctx, type CustomTransportStrategy, EventPattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { GauntletEvent, ServiceName, Topic } from '@gauntlet/contracts';
import { HealthRegistry, type HealthReport, MICROSERVICE_STRATEGIES, RuntimeModule } from '@gauntlet/runtime';
import { waitFor } from '@gauntlet/testing';
import { type GroupOptions, transportOf } from '../src/consume/consumer-group';
import { EventContext, EventPublisher, MessagingModule, WantedKeys } from '../src/index';

/** What a spec's handler is called with. */
export type Handle<T extends Topic> = (event: GauntletEvent<T>, context: EventContext) => Promise<void> | void;

/** A controller whose one handler is a function of the spec. */
export function handlerOf<T extends Topic>(topic: T, group: string, handle: Handle<T>): Type {
  @Controller()
  class SpecController {
    @EventPattern(topic, transportOf(group))
    async onEvent(@Payload() event: GauntletEvent<T>, @Ctx() context: EventContext): Promise<void> {
      await handle(event, context);
    }
  }
  return SpecController;
}

export interface ConsumingAppOptions {
  readonly brokers: readonly string[];
  readonly groups: readonly GroupOptions[];
  readonly controllers: readonly Type[];
  readonly service?: ServiceName;
  readonly providers?: readonly Provider[];
  readonly env?: Readonly<Record<string, string>>;
  /** False where it can't be ready and that is the point. */
  readonly isReady?: boolean;
}

/** A Nest application that consumes as a service does. */
export class ConsumingApp {
  private constructor(private readonly app: INestApplication) {}

  static async start(options: ConsumingAppOptions): Promise<ConsumingApp> {
    const { service = 'guardrail', groups, controllers, providers = [], brokers, env, isReady = true } = options;
    const before = { ...process.env };
    Object.assign(process.env, { KAFKA_BROKERS: brokers.join(','), ...env });
    const imports = [
      RuntimeModule.forService({ service }),
      MessagingModule.forGroups({ service, groups: () => groups }),
    ];
    const module = await Test.createTestingModule({ imports, controllers: [...controllers], providers: [...providers] })
      .compile()
      .finally(() => {
        process.env = before;
      });
    module.useLogger(false);
    const app = module.createNestApplication(new FastifyAdapter());
    for (const strategy of app.get<CustomTransportStrategy[]>(MICROSERVICE_STRATEGIES)) {
      app.connectMicroservice({ strategy }, { inheritAppConfig: true });
    }
    await app.init();
    await app.startAllMicroservices();
    const started = new ConsumingApp(app);
    if (!isReady) return started;
    await waitFor(async () => (await started.readiness()).healthy, {
      deadlineMs: 20_000,
      description: 'the application to be ready',
    });
    return started;
  }

  get publisher(): EventPublisher {
    return this.app.get(EventPublisher);
  }

  get wantedKeys(): WantedKeys {
    return this.app.get(WantedKeys);
  }

  readiness(): Promise<HealthReport> {
    return this.app.get(HealthRegistry).readiness();
  }

  stop(): Promise<void> {
    return this.app.close();
  }
}
