import { setTimeout as pause } from 'node:timers/promises';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { Kafka } from 'kafkajs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { MICROSERVICE_STRATEGIES } from '@gauntlet/runtime';
import { handlerOf } from '../../test/consuming-app';
import { specWorld } from '../../test/spec-world';
import { describeGroups } from '../index';

const topic = TOPICS.accepted;
const world = specWorld();

afterEach(() => vi.restoreAllMocks());

describe('a group that is closed while it starts', () => {
  it.each([0, 5, 10, 20, 40, 80])('leaves no member behind (%i ms after its consumer was made)', async (afterMs) => {
    const group = await world.cluster.newGroup([topic]);
    const { consumer: create } = Kafka.prototype;
    const made = new Promise<void>((resolve) => {
      vi.spyOn(Kafka.prototype, 'consumer').mockImplementation(function (this: Kafka, options) {
        resolve();
        return create.call(this, options);
      });
    });
    const strategies: CustomTransportStrategy[] = [];
    const useFactory = (all: CustomTransportStrategy[]) => strategies.push(...all);
    const starting = world.apps.start({
      groups: [{ group }],
      controllers: [handlerOf(topic, group, () => undefined)],
      providers: [{ provide: 'STRATEGIES', inject: [MICROSERVICE_STRATEGIES], useFactory }],
      isReady: false,
    });
    await made;
    await pause(afterMs);
    await Promise.all(strategies.map((strategy) => strategy.close() as Promise<void>));
    await starting;
    const client = { clientId: 'spec', brokers: world.cluster.brokers };
    const [described] = await describeGroups(client, [{ group, topics: [topic] }]);
    expect(described?.members).toBe(0);
  });
});
