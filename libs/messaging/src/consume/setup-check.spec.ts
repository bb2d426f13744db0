import { describe, expect, it } from 'vitest';
import { deadLetterTopic, PIPELINE, TOPICS } from '@gauntlet/contracts';
import { freePorts } from '@gauntlet/testing';
import { TestCluster } from '../../test/cluster';
import { createKafkaClient } from '../cluster/kafka-client';
import { BrokerUnavailableError, GroupSetupError } from '../messaging.errors';
import { consumerGroup, transportOf } from './consumer-group';
import { awaitTopics, checkHandlers, topicsOf } from './setup-check';

describe('checkHandlers', () => {
  it('binds handlers to groups that the pipeline has', () => {
    expect(consumerGroup('guardrail.input')).toBe(transportOf('guardrail.input'));
    // @ts-expect-error: no group has this name.
    expect(consumerGroup('guardrail.inputs')).toBe(transportOf('guardrail.inputs'));
  });

  it('names the topic of the pipeline that has no handler', () => {
    const handled = new Set<string>([TOPICS.released]);
    expect(() => checkHandlers('eval-scorer.recorder', handled)).toThrow(`no handler for ${TOPICS.scored}`);
  });

  it('refuses a group that handles nothing', () => {
    expect(() => checkHandlers('spec', new Set())).toThrow("consumerGroup('spec')");
  });

  it('accepts a group whose topics are all handled', () => {
    for (const { group, reads } of PIPELINE) expect(() => checkHandlers(group, new Set(reads))).not.toThrow();
  });
});

describe('topicsOf', () => {
  it('is what the group reads, publishes and dead-letters to', () => {
    for (const { service, group, reads, publishes } of PIPELINE) {
      const topics = topicsOf(group, { handled: new Set(reads), service });
      expect(topics.sort()).toEqual([...reads, ...publishes, deadLetterTopic(service)].sort());
    }
  });
});

describe('awaitTopics', () => {
  const group = 'prompt-render';

  it('names the topic that the cluster does not have', async () => {
    const cluster = await TestCluster.start();
    const kafka = createKafkaClient({ clientId: 'spec', brokers: cluster.brokers });
    const topics = [TOPICS.cleared, 'nowhere.v1'];
    const waiting = awaitTopics(kafka, { topics, group, limitMs: 100 });
    await expect(waiting).rejects.toThrow(GroupSetupError);
    await expect(waiting).rejects.toThrow('no topic nowhere.v1;');
    await cluster.stop();
  });

  it('names the broker when there is none', async () => {
    const [port] = await freePorts(1);
    const kafka = createKafkaClient({ clientId: 'spec', brokers: [`127.0.0.1:${port}`] });
    const waiting = awaitTopics(kafka, { topics: [TOPICS.cleared], group, limitMs: 100 });
    await expect(waiting).rejects.toThrow(BrokerUnavailableError);
  });
});
