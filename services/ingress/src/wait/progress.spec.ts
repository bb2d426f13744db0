import { describe, expect, it } from 'vitest';
import type { StageTiming } from '@gauntlet/contracts';
import { Progress } from './progress';

const ingress: StageTiming = { stage: 'ingress', turn: 0, instance: 'i-1', startedAt: '2026-01-01', durationMs: 1 };
const guardrail: StageTiming = { ...ingress, stage: 'guardrail.input' };

describe('Progress', () => {
  it('tells who comes later what happened before', () => {
    const [progress, heard] = [new Progress(), [] as string[][]];
    progress.expect('a');
    progress.onStages('a', [ingress]);
    progress.listen('a', (stages) => heard.push(stages.map(({ stage }) => stage)));
    progress.onStages('a', [ingress, guardrail]);
    expect(heard).toEqual([['ingress'], ['ingress', 'guardrail.input']]);
  });

  it('does not go back when topics are read out of order', () => {
    const [progress, heard] = [new Progress(), [] as number[]];
    progress.listen('a', (stages) => heard.push(stages.length));
    progress.onStages('a', [ingress, guardrail]);
    progress.onStages('a', [ingress]);
    expect(heard).toEqual([0, 2]);
  });

  it('cares about a request only while somebody does', () => {
    const progress = new Progress();
    const [forget, leave] = [progress.expect('a'), progress.listen('a', () => undefined)];
    expect([progress.wants('a'), progress.wants('b')]).toEqual([true, false]);
    forget();
    expect(progress.wants('a')).toBe(true);
    leave();
    expect(progress.wants('a')).toBe(false);
  });

  it('keeps nothing of requests that nobody cares about', () => {
    const [progress, heard] = [new Progress(), [] as number[]];
    progress.onStages('a', [ingress]);
    progress.listen('a', (stages) => heard.push(stages.length));
    expect(heard).toEqual([0]);
  });

  it('tells when anybody begins to care, and when nobody does any more', () => {
    const [progress, told] = [new Progress(), [] as boolean[]];
    progress.setListener((anybody) => told.push(anybody));
    const [forget, leave] = [progress.expect('a'), progress.listen('a', () => undefined)];
    const [other] = [progress.listen('b', () => undefined)];
    forget();
    leave();
    expect(told).toEqual([false, true]);
    other();
    other();
    expect(told).toEqual([false, true, false]);
  });
});
