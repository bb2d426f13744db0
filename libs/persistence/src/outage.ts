/** How far an error blames Postgres itself: it is `gone`, it is `overloaded`, or `none`: the statement is at fault. */
export type Outage = 'gone' | 'overloaded' | 'none';

// Connection lost, refused or not to be trusted, server stopping or starting, login or database not (yet) there, or a server that refuses
// writes: a standby, or the primary from before a failover.
const GONE = [
  /^ECONN/,
  /^(EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/,
  /^(08|28)...$/,
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_)/,
  /^(57P0.|3D000|25006)$/,
];
// Out of resources, statement or lock timeout.
const OVERLOADED = [/^53...$/, /^(57014|55P03)$/];
// What pg throws without a code.
const GONE_WORDS = [
  'Connection terminated',
  'connection error and is not queryable',
  'after calling end on the pool',
  'server does not support SSL',
];
const OVERLOADED_WORDS = ['Query read timeout', 'timeout exceeded when trying to connect'];

/** Classifies an error of pg or TypeORM by its code, else by its words. */
export function outageOf(error: unknown): Outage {
  const { code, message } = innermost(error);
  if (GONE.some((pattern) => pattern.test(code)) || GONE_WORDS.some((words) => message.includes(words))) return 'gone';
  const overloaded = OVERLOADED.some((pattern) => pattern.test(code));
  return overloaded || OVERLOADED_WORDS.some((words) => message.includes(words)) ? 'overloaded' : 'none';
}

/** The error that pg or the socket threw, without what TypeORM wrapped around it: parameters are texts of requests. */
export function driverErrorOf(error: unknown): unknown {
  const { driverError, errors } = (error ?? {}) as { driverError?: unknown; errors?: unknown };
  if (driverError) return driverErrorOf(driverError);
  // Node gives one error per address when a name resolves to several.
  return Array.isArray(errors) && errors[0] ? driverErrorOf(errors[0]) : error;
}

/** Its code (SQLSTATE or the system's, empty when it has none) and message. */
export function innermost(error: unknown): { code: string; message: string } {
  const cause = driverErrorOf(error);
  const { code, message } = (cause ?? {}) as { code?: unknown; message?: unknown };
  return { code: typeof code === 'string' ? code : '', message: typeof message === 'string' ? message : String(cause) };
}
