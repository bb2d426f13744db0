import { describe, expect, it } from 'vitest';
import { verdictOf } from './targets.mjs';

const target = { name: 'CPU, ms', of: (value) => value.cpu, then: 20 };
const verdict = (cpu, before, more = {}) =>
  verdictOf({ ...target, ...more }, 10, { system: { cpu }, before: before && { cpu: before } });

describe('the verdict on a target', () => {
  it('is "reached" when the figure is as it should be', () => {
    expect(verdict(10, 40)).toEqual({ value: 10, then: 40, ratio: 0.25, verdict: 'reached' });
    expect(verdict(10)).toMatchObject({ ratio: undefined, verdict: 'reached' });
  });

  it('is "only the ratio" when the path became cheaper by as much as was asked on a slower machine', () => {
    expect(verdict(20, 40).verdict).toBe('only the ratio');
    expect(verdict(21, 40).verdict).toBe('not reached');
    expect(verdict(21).verdict).toBe('not reached');
  });

  it('turns round where more is better', () => {
    expect(verdict(10, 4, { more: true, then: 5 }).verdict).toBe('reached');
    expect(verdict(9, 4, { more: true, then: 5 }).verdict).toBe('only the ratio');
    expect(verdict(7, 4, { more: true, then: 5 }).verdict).toBe('not reached');
  });

  it('is "not reached" for a rate that was not sustained, and none for what was not measured', () => {
    expect(verdict(null, 40).verdict).toBe('not reached');
    expect(verdict(undefined, 40).verdict).toBe('–');
    expect(verdictOf(target, 10, { before: { cpu: 4 } }).verdict).toBe('–');
  });
});
