import { IsBoolean } from 'class-validator';

/** When a caller needs an API key. */
export class ApiKeyConfig {
  /** Asks for a key on loopback too, as behind a proxy on the same machine; any other `HOST` always asks for one. */
  @IsBoolean() INGRESS_REQUIRE_API_KEY = false;
}
