import { describe, expect, it } from 'vitest';
import { findCards } from './cards';

const cards = (text: string) => findCards(text).map(({ start, end }) => text.slice(start, end));

describe('findCards', () => {
  it.each([
    ['Visa', '4242 4242 4242 4242'],
    ['American Express', '3782-822463-10005'],
    ['an old JCB', '180012345678905'],
  ])('finds a number of %s without a word for it', (_, number) => {
    expect(cards(`it is ${number}, ok`)).toEqual([number]);
  });

  it('finds twelve digits of Maestro only where a word says that it is a card', () => {
    expect(cards('my debit card 503812345679')).toEqual(['503812345679']);
    expect(cards('order 503812345679')).toEqual([]);
  });

  it('leaves numbers that no issuer gives out, and parts of something longer', () => {
    expect(cards('id 2000000000000006')).toEqual([]);
    expect(cards('ref 77-4242424242424242-9')).toEqual([]);
  });

  it('leaves a step of a path in SVG', () => {
    expect(cards('<path d="M4111 1111 1111 1111 L4111 1111 1111 1111"/>')).toEqual([]);
  });

  it.each([
    ['it is number4111 1111 1111 1111', '4111 1111 1111 1111'],
    ['c4111111111111111', '4111111111111111'],
    ['it is C4111 1111 1111 1111', '4111 1111 1111 1111'],
    ['<path d="M0 0"/> c4111111111111111', '4111111111111111'],
  ])('takes no step of a path for what is none in %s', (text, number) => {
    expect(cards(text)).toEqual([number]);
  });

  it('finds a number that no issuer gives out in context', () => {
    expect(cards('card number 2000000000000006')).toEqual(['2000000000000006']);
  });
});
