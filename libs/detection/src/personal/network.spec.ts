import { describe, expect, it } from 'vitest';
import { findIpAddresses, findMacAddresses } from './network';

const ips = (text: string) => findIpAddresses(text).map(({ start, end }) => text.slice(start, end));
const macs = (text: string) => findMacAddresses(text).map(({ start, end }) => text.slice(start, end));

describe('findIpAddresses', () => {
  it.each([
    ['from 10.1.2.3, then', ['10.1.2.3']],
    ['http://10.1.2.3:8080/x', ['10.1.2.3']],
    ['10.0.0.0/8 is private.', ['10.0.0.0/8']],
    ['[fe80::1%eth0]:443', ['fe80::1%eth0']],
    ['at 2001:db8:0:1:2:3:4:5.', ['2001:db8:0:1:2:3:4:5']],
    ['2001:db8:1::/48', ['2001:db8:1::/48']],
    ['64:ff9b::203.0.113.7', ['64:ff9b::203.0.113.7']],
    ['from _10.1.2.3_ on', ['10.1.2.3']],
    ['::1 and 127.0.0.1', ['::1', '127.0.0.1']],
    ['ip=10.1.2.3', ['10.1.2.3']],
    ['db-1/10.1.2.3:5432', ['10.1.2.3']],
    ['https://example.org/10.1.2.3', ['10.1.2.3']],
    ['localhost/127.0.0.1 and node1/10.0.0.5', ['127.0.0.1', '10.0.0.5']],
    ['ip.addr == 10.1.2.3 || ip.src==10.1.2.4', ['10.1.2.3', '10.1.2.4']],
    ['ip.dst_host != 10.1.2.3 and clientIp === 10.1.2.4', ['10.1.2.3', '10.1.2.4']],
    ["row['host'] == 10.1.2.3", ['10.1.2.3']],
    ['moved from 10.1.2.3 to 10.1.2.4', ['10.1.2.3', '10.1.2.4']],
  ])('finds the addresses in %s', (text, addresses) => {
    expect(ips(text)).toEqual(addresses);
  });

  it.each([
    '256.1.1.1',
    '1.2.3',
    '1.2.3.4.5',
    'version 1.2.3.4',
    'v1.2.3.4',
    'updated to v. 1.2.3.4',
    'driver 1.2.3.4',
    'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0',
    'Server: nginx/1.25.3.1',
    'upgrade from 8.0.33.1 to 8.0.34.0',
    'downgraded mysql to 8.0.33.1',
    'versions 8.0.33.1, 8.0.34.0 and 8.0.35.0',
    'numpy==1.2.3.4',
    'ipython>=1.2.3.4,<=1.2.4.4, pip ~= 1.2.3.4',
    'User-Agent: curl/8.5.0.1',
    'x_1.2.3.4',
    'rows[::2]',
    'Foo::Bar',
    'std::size_t',
    '12:34:56',
    'a::b::c',
    '::',
    '1:2:3:4',
    '12:34:56:78:9a:bc',
  ])('leaves %s', (text) => {
    expect(ips(text)).toEqual([]);
  });
});

describe('findMacAddresses', () => {
  it('finds bytes with colons or dashes, and three groups with dots', () => {
    expect(macs('on 00:1b:63:84:45:e6, 00-1B-63-84-45-E6 or 001b.6384.45e6.')).toEqual([
      '00:1b:63:84:45:e6',
      '00-1B-63-84-45-E6',
      '001b.6384.45e6',
    ]);
  });

  it.each(['00:1b:63:84:45', '00:1b:63:84:45:e6:ff', '00:1b:63-84-45-e6', '1234.5678.9012', '12-34-56'])(
    'leaves %s',
    (text) => {
      expect(macs(text)).toEqual([]);
    },
  );
});
