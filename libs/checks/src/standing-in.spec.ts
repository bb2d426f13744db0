import { describe, expect, it } from 'vitest';
import { growth } from '@gauntlet/testing';
import { inTurns } from '@gauntlet/timing';
import { standingIn } from './standing-in';

const MAX_GROWTH = 2.5;
const addresses = (count: number) => Array.from({ length: count }, (_, at) => `ann${at}@b.org`);

describe('standingIn', () => {
  it.each([
    ['few', []],
    ['many', addresses(100)],
  ])('tells which of %s values stand by themselves', async (_, others) => {
    const asked = ['to ann@b.org로, joann@c.org and 1.2.3.44', '12 elm street, salem; li'];
    const sought = ['ann@b.org', 'ann@c.org', '1.2.3.4', '12 elm street', '12 elm street, salem', 'li', 'sa'];
    const standing = await inTurns(standingIn(asked, new Set([...sought, ...others])));
    expect([...standing].sort()).toEqual(['12 elm street', '12 elm street, salem', 'ann@b.org', 'li']);
  });

  it('takes time in proportion to the texts and the values', () => {
    const look = (text: string) => [...standingIn([text.replaceAll('@', '@x')], new Set(text.split(' ')))];
    const textOf = (length: number) => addresses(length / 13).join(' ');
    expect(growth(look, textOf, 32_768)).toBeLessThan(MAX_GROWTH);
  });
});
