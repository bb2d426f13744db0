import { describe, expect, it } from 'vitest';
import { findCryptoAddresses } from './crypto-address';

const addresses = (text: string) => findCryptoAddresses(text).map(({ start, end }) => text.slice(start, end));

// The address of the first block, and the examples of BIP 173, BIP 350 and of the documentation of Ethereum.
const KNOWN = [
  '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
  'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4',
  'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
  '0x742d35Cc6634C0532925a3b844Bc454e4438f44e',
];

describe('findCryptoAddresses', () => {
  it.each(KNOWN)('finds %s', (address) => {
    expect(addresses(`send it to ${address}, please`)).toEqual([address]);
  });

  it.each(KNOWN.slice(0, 3))('leaves %s with a wrong character', (address) => {
    const wrong = address.slice(0, -1) + (address.endsWith('4') ? '5' : address.endsWith('0') ? '2' : 'b');
    expect(addresses(wrong)).toEqual([]);
  });

  it('leaves a hash', () => {
    expect(addresses('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')).toEqual([]);
  });
});
