import { describe, expect, it } from 'vitest';
import { formsOf, isAmong, isPhoneNumber } from './own-values';

const typeOf = (value: string) =>
  /@/.test(value) ? 'EMAIL_ADDRESS' : /[A-Za-z]{2}/.test(value) ? 'IBAN_CODE' : 'PHONE_NUMBER';
const tells = (own: string, value: string, type = typeOf(value)) => isAmong(new Set(formsOf(own)), { type, value });

describe('an own value is told however it is written', () => {
  it.each([
    ['support@shop.example', 'Support@Shop.example'],
    ['Support@BÜCHER.example', 'support@bücher.example'],
    ['@shop.example', 'Returns@shop.example'],
    ['info@müller.example', 'info@xn--mller-kva.example'],
    ['info@xn--mller-kva.example', 'Info@MÜLLER.example'],
    ['@müller.example', 'ann@mu\u0308ller.example'],
    ['@XN--MLLER-KVA.example', 'ann@müller.example'],
    ['DE89 3704 0044 0532 0130 00', 'de89370400440532013000'],
    ['DE89370400440532013000', 'DE89-3704-0044-0532-0130-00'],
    ['+49 30 901820', '+4930901820'],
    ['+49 30 901820', '0049 30 901820'],
    ['+49 30 901820', '+49 (0)30 901820'],
    ['+49 30 901820', '(030) 90-18\u00a020'],
    ['+49 (0)30/901820', '030 901820'],
    ['+1 212 555 0123', '1-212-555-0123'],
    ['+1-212-555-0123', '(212) 555-0123'],
    ['+39 06 1234567', '06 1234567'],
    ['+7 495 123-45-67', '8 (495) 123-45-67'],
    ['+36 20 123 4567', '06 20 123 4567'],
    ['+34 612 345 678', '612 345 678'],
  ])('%s as %s', (own, found) => expect(tells(own, found)).toBe(true));
});

describe('what is written as a phone number', () => {
  it.each(['+49 30 901820', '+49 (0)30/901820', '+49 30 9'])('%s is', (own) => expect(isPhoneNumber(own)).toBe(true));
  it.each(['030 901820', '+49 30 901820 ext 4'])('%s is not', (own) => expect(isPhoneNumber(own)).toBe(false));
});

describe('the number of a business is told as that number alone', () => {
  it.each([
    ['DE136695976', 'DE 136 695 976', 'DE_VAT_ID'],
    ['BE0428759497', 'BE 0428.759.497', 'BE_VAT'],
    ['12-3456789', '123456789', 'US_EIN'],
    ['HRB 12345', 'HRB 12345', 'DE_HANDELSREGISTER'],
    ['192.0.2.17', '192.0.2.17', 'IP_ADDRESS'],
  ])('%s as %s, found as %s', (own, found, type) => expect(tells(own, found, type)).toBe(true));

  it.each([
    ['DE136695976', 'DE136695977', 'DE_VAT_ID'],
    ['12-3456789', '123-45-6789', 'US_SSN'],
    ['192.0.2.17', '19.20.2.17', 'IP_ADDRESS'],
    ['536-90-4399', '536-90-4399', 'US_SSN'],
  ])('%s excuses no %s, which was found as %s', (own, found, type) => expect(tells(own, found, type)).toBe(false));
});

describe('an own value is not another one', () => {
  it.each([
    ['support@shop.example', 'support@shop.example@evil.example'],
    ['support@shop.example', 'ann@evil.example@shop.example'],
    ['@shop.example', 'ann@evil.example@shop.example'],
    ['@evil.example', 'support@shop.example@evil.example'],
    ['@shop.example', 'ann%evil.example@shop.example'],
    ['@shop.example', '"Ann Smith, 1 Low Street"@shop.example'],
    ['@shop.example', '4111111111111111@shop.example'],
    ['@straße.example', 'ann@strasse.example'],
    ['support@shop.example', 'support@shop.example.org'],
    ['support@shop.example', 'xsupport@shop.example'],
    ['support@shop.example', '@shop.example'],
    ['@shop.example', 'ann@mail.shop.example'],
    ['@shop.example', 'ann@theshop.example'],
    ['DE89 3704 0044 0532 0130 00', 'DE02120300000000202051'],
    ['+49 30 901820', '+49 30 901821'],
    ['+49 30 901820', '+43 30 901820'],
    ['+49 30 901820', '030 901820 ext 12'],
    ['+49 30 901820', '901820'],
    ['+1 212 555 0123', '0212 555 01 23'],
    ['+1 212 555 0123', '8 (212) 555-01-23'],
    ['+34 612 345 678', '06 12 34 56 78'],
  ])('%s is not %s', (own, found) => expect(tells(own, found)).toBe(false));

  it.each([
    ['+49 5362 28726', '536-22-8726', 'US_SSN'],
    ['+1 192 168 1742', '192.168.17.42', 'IP_ADDRESS'],
    ['+49 1203 1985', '12.03.1985', 'DATE_OF_BIRTH'],
    ['@shop.example', 'https://anna:geheim@shop.example', 'URL_CREDENTIALS'],
    ['support@shop.example', 'support@shop.example', 'PASSWORD'],
  ])('%s excuses no %s, which was found as %s', (own, value, type) => expect(tells(own, value, type)).toBe(false));

  it.each([
    ...['shop.example', 'https://shop.example', '@shop', 'support@', '@', ' ', 'support@shop.example, x@y.example'],
    ...[
      '030 901820',
      '+49',
      '+0049 30 901820',
      '+49 30 90182 ext 4',
      ...['+49 30 9', '+999 30 901820', '+1 212 555 012', '+49 30 901820 901820', 'a@b.example@c.example'],
      'DE88 3704 0044 0532 0130 00',
      'Ann Smith',
      '4111 1111 1111 1111',
    ],
  ])('%j is none', (own) => expect(formsOf(own)).toEqual([]));
});
