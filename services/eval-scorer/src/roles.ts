import type { GroupOptions } from '@gauntlet/messaging';

/** The service's consumers, which can run apart. */
export const ROLES = ['recorder', 'scorer', 'judge'] as const;

/** One of the consumers. */
export type EvalRole = (typeof ROLES)[number];

/**
 * Consumer groups of the roles in a comma-separated list; unset means all. Nest wants them before it reads the
 * config, so a wrong name is passed over here and refused, with one clear line, by `EvalScorerConfig` at start.
 */
export function groupsOf(roles: string | undefined): GroupOptions[] {
  const named = roles?.trim() ? roles.split(',').map((role) => role.trim()) : ROLES;
  return ROLES.filter((role) => named.includes(role)).map((role) => ({ group: `eval-scorer.${role}` }));
}
