import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { KeyScope } from '@gauntlet/contracts';
import { ApiKeys, isMeantAsKey } from '@gauntlet/keys';
import { ConfigError, isLoopback, RuntimeConfig } from '@gauntlet/runtime';
import { ApiError } from '../../api.error';
import { ApiKeyConfig } from '../../ingress.config';
import { ANONYMOUS, type Caller } from './tenant';

const HOW = 'send it as "Authorization: Bearer gk_live_…"';

/**
 * Says who a caller is and whether the key allows what is asked. On loopback a caller needs no key, and a credential that
 * is not one of ours counts as none: OpenAI's clients must send something. A key of ours is always checked.
 */
@Injectable()
export class ApiKeyVerifier implements OnModuleInit {
  private readonly isRequired: boolean;

  constructor(
    private readonly keys: ApiKeys,
    { HOST }: RuntimeConfig,
    { INGRESS_REQUIRE_API_KEY }: ApiKeyConfig,
  ) {
    this.isRequired = INGRESS_REQUIRE_API_KEY || !isLoopback(HOST);
  }

  /** @throws ConfigError when keys are required and none could ever be checked. */
  onModuleInit(): void {
    if (!this.isRequired || this.keys.hasPepper()) return;
    const problem =
      'is not set, and every request needs an API key: HOST can be reached from other machines, or ' +
      'INGRESS_REQUIRE_API_KEY is on; set it to a random text of 16 characters or more, the same for `gauntlet keys`';
    throw new ConfigError([{ variable: 'GAUNTLET_KEY_PEPPER', problem }]);
  }

  /** Whether a request with this `Authorization` is one that a key must stand for; without one, whether any is. */
  needsKey(authorization: string | undefined): boolean {
    return this.isRequired || isMeantAsKey(bearerOf(authorization));
  }

  /**
   * The caller that an `Authorization` header stands for.
   * @throws ApiError 401 without a key in force, 403 when the key does not have the scope; a retry doesn't help.
   * @throws KeysStaleError when it can't be known; a retry helps.
   */
  verify(authorization: string | undefined, scope: KeyScope): Caller {
    if (!this.needsKey(authorization)) return ANONYMOUS;
    const text = bearerOf(authorization);
    if (text === '') throw new ApiError('missing_api_key', `an API key is needed; ${HOW}`);
    const key = this.keys.find(text);
    if (!key) throw new ApiError('invalid_api_key', `the API key is not valid; ${HOW}`);
    if (key.scopes.includes(scope)) return { keyId: key.id, tenant: key.tenant, scopes: key.scopes };
    throw new ApiError('insufficient_scope', `the API key ${key.id} does not have the scope ${scope}`);
  }
}

function bearerOf(authorization: string | undefined): string {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
}
