import { describe, expect, it } from 'vitest';
import { deadLetterTopic, PIPELINE, rolesOf, SERVICES, STAGES, TOPIC_SPECS, TOPICS } from './index';
import { serviceOf, type Stage } from './pipeline';

const serving = PIPELINE.filter((step) => step.serving);

describe('the pipeline', () => {
  it('reads every event topic but the registry’s, the keys’ and the alerts’, which are read by others', () => {
    const read = new Set(PIPELINE.flatMap(({ reads }) => reads));
    const unread = Object.values(TOPICS).filter((topic) => !read.has(topic));
    expect(unread).toEqual([TOPICS.drift, TOPICS.published, TOPICS.pinned, TOPICS.keyCreated, TOPICS.keyRevoked]);
  });

  it('lets nothing come late to a stage, since a caller waits for every stage', () => {
    expect(PIPELINE.filter(({ serving, batched }) => serving && batched)).toEqual([]);
  });

  it('feeds a group by what every instance of its service fetches of the same topics anyway', () => {
    const fed = PIPELINE.filter(({ fedBy }) => fedBy);
    expect(fed.map(({ group }) => group)).toEqual(['ingress']);
    for (const { service, reads, fedBy } of fed) {
      expect(PIPELINE.find(({ group }) => group === fedBy)).toMatchObject({ service, reads, broadcast: true });
    }
  });

  it('gives every service a step and a dead-letter topic', () => {
    const names = TOPIC_SPECS.map(({ name }) => name);
    for (const service of SERVICES) {
      expect(PIPELINE.some((step) => step.service === service)).toBe(true);
      expect(names).toContain(deadLetterTopic(service));
    }
  });

  it('keeps prompt versions, pins, results of gates and API keys in order and for ever', () => {
    const kept = TOPIC_SPECS.filter(({ ordered, retentionMs }) => ordered && retentionMs === null);
    const names = [TOPICS.published, TOPICS.pinned, TOPICS.gated, TOPICS.keyCreated, TOPICS.keyRevoked];
    expect(kept.map(({ name }) => name)).toEqual(names);
  });

  it('makes a stage of ingress and of every group that owes an answer, in order, each with its service', () => {
    expect(STAGES).toEqual(['ingress', ...serving.map(({ group }) => group)]);
    expect(STAGES.map(serviceOf)).toEqual(['ingress', ...serving.map(({ service }) => service)]);
  });

  it('has each stage read what the one before it publishes, from accepted to released', () => {
    const published = [[TOPICS.accepted], ...serving.map(({ publishes }) => publishes)];
    for (const [at, { reads }] of serving.entries()) expect(published[at]).toEqual(expect.arrayContaining([...reads]));
    expect(published.at(-1)).toContain(TOPICS.released);
  });

  it('gives no service to what is no stage', () => {
    for (const name of ['ingress.waiters', 'gone']) expect(() => serviceOf(name as Stage)).toThrow(RangeError);
  });

  it('names what of a service can run apart', () => {
    expect(rolesOf('guardrail')).toEqual(['input', 'output']);
    expect(rolesOf('eval-scorer')).toEqual(['recorder', 'scorer', 'judge', 'shadow']);
    expect(rolesOf('drift-monitor')).toEqual([]);
  });
});
