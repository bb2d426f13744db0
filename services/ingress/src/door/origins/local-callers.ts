import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { isLoopback, spelledHost } from '@gauntlet/runtime';
import { ApiError } from '../../api.error';
import { OriginConfig } from '../../ingress.config';

/**
 * Tells callers on this machine from web pages that use its browser. A page can make its own name point to 127.0.0.1 (DNS
 * rebinding) and then ask as if it were here; but its name stands in `Host`, and mostly in `Origin`.
 */
@Injectable()
export class LocalCallers {
  constructor(private readonly config: OriginConfig) {}

  /**
   * For a request that needs no key.
   * @throws ApiError 403 `host_not_allowed` or `origin_not_allowed`; a retry doesn't help.
   */
  require({ host, origin }: Pick<IncomingHttpHeaders, 'host' | 'origin'>): void {
    if (!this.isAllowed(host === undefined ? null : hostNameOf(`http://${host}`))) {
      throw refusal(
        'host_not_allowed',
        'the Host is not of this machine',
        'ask for localhost, or name it in INGRESS_ALLOWED_HOSTS',
      );
    }
    if (origin === undefined || this.config.INGRESS_CORS_ORIGINS.includes(origin)) return;
    if (this.isAllowed(hostNameOf(origin))) return;
    throw refusal(
      'origin_not_allowed',
      'the page that asks is not of this machine',
      'name its origin in INGRESS_CORS_ORIGINS',
    );
  }

  private isAllowed(name: string | null): boolean {
    return name !== null && (isLoopback(name) || this.config.INGRESS_ALLOWED_HOSTS.includes(name));
  }
}

function hostNameOf(url: string): string | null {
  return URL.canParse(url) ? spelledHost(new URL(url).hostname.replace(/^\[(.*)\]$/, '$1')) : null;
}

function refusal(code: 'host_not_allowed' | 'origin_not_allowed', problem: string, fix: string): ApiError {
  const message = `${problem}, and callers without an API key are taken from here only; ${fix}, or send a key`;
  return new ApiError(code, message, { param: code === 'host_not_allowed' ? 'host' : 'origin' });
}
