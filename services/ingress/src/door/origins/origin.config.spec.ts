import { describe, expect, it } from 'vitest';
import { loadConfig } from '@gauntlet/runtime';
import { OriginConfig } from '../../ingress.config';

const load = (env: Record<string, string>) => loadConfig(OriginConfig, env);

describe('OriginConfig', () => {
  it.each([
    ['https://Shop.Example', 'https://shop.example'],
    ['HTTPS://shop.example:443', 'https://shop.example'],
    ['http://shop.example:80', 'http://shop.example'],
    ['http://shop.example:8080', 'http://shop.example:8080'],
    ['https://büro.example', 'https://xn--bro-hoa.example'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('takes the origin %s as browsers send it', (written, sent) => {
    expect(load({ INGRESS_CORS_ORIGINS: `${written}, https://other.example` }).INGRESS_CORS_ORIGINS).toEqual([
      sent,
      'https://other.example',
    ]);
  });

  it.each(['shop.example', 'https://shop.example/path', 'https://*.example', 'https://a@b.example', 'https://x:99999'])(
    'refuses %s, which no page has as its origin',
    (origin) => {
      expect(() => load({ INGRESS_CORS_ORIGINS: origin })).toThrow(/INGRESS_CORS_ORIGINS.*https:\/\/shop\.example/s);
    },
  );

  it('takes host names whatever their case, with the dot of a full name or without', () => {
    expect(load({ INGRESS_ALLOWED_HOSTS: 'Gauntlet.Test, other.test.' }).INGRESS_ALLOWED_HOSTS).toEqual([
      'gauntlet.test',
      'other.test',
    ]);
  });
});
