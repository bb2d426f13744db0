import { Type } from '@sinclair/typebox';

/** A UUID as part of a regular expression; every request has one as its id. */
export const UUID_PATTERN = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Lower-case UUID of any version. */
export const Uuid = Type.String({ pattern: `^${UUID_PATTERN}$`, description: 'UUID, lower case' });

/** RFC 3339 instant in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
export const Instant = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
  description: 'UTC instant, RFC 3339 with milliseconds',
});

/** A name as part of a regular expression. */
export const NAME_PATTERN = '[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}';

/** Name of a prompt, policy, tenant, check or scorer: short, printable, safe in a URL and a file name. */
export const Name = Type.String({ pattern: `^${NAME_PATTERN}$` });

/** A version as part of a regular expression. */
export const VERSION_PATTERN = 'v[1-9]\\d{0,8}';

/** Prompt and policy versions count up: v1, v2, … */
export const Version = Type.String({ pattern: `^${VERSION_PATTERN}$` });

/** SHA-256 of a file's content, hex. */
export const ContentHash = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** Small string map: template variables or tags. Its pattern takes line breaks in too, which the usual `.` leaves unchecked. */
export const StringMap = Type.Record(Type.String({ pattern: '^[\\s\\S]*$' }), Type.String());

/** Duration in milliseconds; fractions allowed. */
export const Milliseconds = Type.Number({ minimum: 0 });

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/** Milliseconds rounded to the microsecond, which is more than the clocks are worth. */
export function toMicrosecond(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
