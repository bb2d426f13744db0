import { describe, expect, it } from 'vitest';
import { scored } from '../../test/scored';
import { numbersIn } from './numbers-in';

describe('numbersIn', () => {
  it.each([
    ['It takes 2-4 days and costs 4.90 euros.', [2, 4, 4.9]],
    ['Es kostet 4,90 Euro, ab 1.234,50 Euro weniger.', [4.9, 1234.5]],
    ['1,234,567.8 and 1.234.567,8', [1234567.8, 1234567.8]],
    ['about 1.234', [1.234, 1234]],
    ['1’250.50 or 1\u00a0250', [1250.5, 1250]],
    ['-3 °C, or −2.5', [-3, -2.5]],
    ['on 24.12.2025', []],
    ['none', []],
    ['9'.repeat(41), []],
  ])('of %j are %j', (text, numbers) => expect(numbersIn(text)).toEqual(numbers));
});

describe('numeric', () => {
  const uses = 'gauntlet/numeric';

  it.each([
    ['It costs 12.90 euros.', {}, 1, 'within'],
    ['Es kostet 12,90 Euro.', {}, 1, 'within'],
    ['It costs 12.95 euros.', {}, 0, 'outside'],
    ['It costs 12.95 euros.', { absolute: 0.05 }, 1, 'within'],
    ['It costs 13 euros.', { relative: 0.01 }, 1, 'within'],
    ['It costs 14 euros.', { absolute: 0.1, relative: 0.01 }, 0, 'outside'],
    ['It is free.', {}, 0, 'no-number'],
  ])('of %j with %j is %d', (answer, options, score, label) => {
    expect(scored({ uses, with: options }, answer, { number: 12.9 })).toMatchObject({ score, label });
  });

  it('measures nothing without a number', () => expect(scored({ uses }, '12.90')).toBeNull());
});
