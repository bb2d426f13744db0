import { TOPICS } from '@gauntlet/contracts';
import { describe, expect, it } from 'vitest';
import { checkHandlers, topicsOf } from './setup-check';

describe('checkHandlers', () => {
  it('names the topic of the pipeline that has no handler', () => {
    const handled = new Set<string>([TOPICS.released]);
    expect(() => checkHandlers('eval-scorer.recorder', handled)).toThrow(`no handler for ${TOPICS.scored}`);
  });

  it('refuses a group that handles nothing', () => {
    expect(() => checkHandlers('ingress.waiters', new Set())).toThrow("consumerGroup('ingress.waiters')");
  });

  it('accepts a group whose topics are all handled', () => {
    expect(() => checkHandlers('prompt-render', new Set([TOPICS.cleared]))).not.toThrow();
  });
});

describe('topicsOf', () => {
  it('is what the group reads, publishes and dead-letters to', () => {
    expect(topicsOf('prompt-render', { handled: new Set([TOPICS.cleared]), service: 'prompt-render' })).toEqual([
      TOPICS.cleared,
      TOPICS.rendered,
      TOPICS.released,
      'prompt-render.dlq.v1',
    ]);
  });
});
