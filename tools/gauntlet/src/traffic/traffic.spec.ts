import { describe, expect, it } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import { parseMoment, periodOf } from './moment';
import { stratumOf } from './strata';
import { parseStrata } from './stratum-names';

const NOW = Date.parse('2026-11-28T12:00:00Z');

describe('parseMoment', () => {
  it.each([
    ['-7d', '2026-11-21T12:00:00.000Z'],
    ['-36h', '2026-11-27T00:00:00.000Z'],
    ['-90m', '2026-11-28T10:30:00.000Z'],
    ['-1w', '2026-11-21T12:00:00.000Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T10:00:00+02:00', '2026-11-01T08:00:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(new Date(parseMoment(text).at(NOW)).toISOString()).toBe(instant);
  });

  it.each(['7d', '-7', '-7x', 'yesterday', '', '2026-11-01T10:00:00', '2026-13-45', '-7d '])('refuses %j', (text) => {
    expect(() => parseMoment(text)).toThrow('it must be a time before now such as -7d');
  });

  it('makes no period that ends before it begins', () => {
    const [early, late] = [parseMoment('2026-01-01'), parseMoment('2026-01-02')];
    expect(periodOf({ from: early, to: late })).toEqual({ from: early.at(0), to: late.at(0) });
    expect(() => periodOf({ from: late, to: early })).toThrow('the period from 2026-01-02 to 2026-01-01 is empty');
  });
});

describe('a stratum', () => {
  it('is what a request is in each grouping', () => {
    const released = exampleEvent(TOPICS.released);
    released.content.input = 'Wo finde ich die Rechnung vom letzten Monat?';
    released.facts.outcome = 'blocked';
    const { tenant, pin } = released.facts.request;
    expect(stratumOf(released, parseStrata('outcome, language,tenant,version,policy,canary'))).toEqual([
      ...['outcome-blocked', 'language-de', `tenant-${tenant}`, `version-${pin.prompt.version}`],
      ...[`policy-${pin.policy.name}-${pin.policy.version}`, 'canary-no'],
    ]);
  });

  it('lists the groupings that there are', () => {
    expect(() => parseStrata('outcome,lang')).toThrow(
      '"lang" is not known; name some of outcome, language, tenant, version, policy, canary.',
    );
  });
});
