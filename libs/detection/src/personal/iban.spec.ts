import { describe, expect, it } from 'vitest';
import { findIbans } from './iban';

const ibans = (text: string) => findIbans(text).map(({ start, end }) => text.slice(start, end));

// The examples of the banks' register of formats.
describe('findIbans', () => {
  it.each([
    'GB33BUKB20201555555555',
    'DE75 5121 0800 1245 1261 99',
    'fr7630006000011234567890189',
    'NO83-3000-1234-567',
    'MT31 MALT 0110 0000 0000 0000 0000 123',
    'DE75.5121.0800.1245.1261.99',
    'DE75  5121 0800\n1245 1261 99',
  ])('finds %s', (iban) => {
    expect(ibans(`pay to ${iban}, thanks`)).toEqual([iban]);
    expect(ibans(`pay to ${iban} NOW 12`)).toEqual([iban]);
  });

  it.each([
    'GB34BUKB20201555555555',
    'DE75 5121 0800 1245 1261 9',
    'XX33BUKB20201555555555',
    'GB33BUKB202015555555551',
    'GB33    BUKB20201555555555',
    'GB33,BUKB20201555555555',
  ])('leaves %s', (text) => {
    expect(ibans(text)).toEqual([]);
  });
});
