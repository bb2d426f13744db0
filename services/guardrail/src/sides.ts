import type { GroupOptions } from '@gauntlet/messaging';

/** The guardrail's two sides; each has its own consumer group. */
export const SIDES = ['input', 'output'] as const;

/** One side of the guardrail. */
export type Side = (typeof SIDES)[number];

/**
 * Consumer groups of the sides in a comma-separated list; unset means both. Nest wants them before it reads the
 * config, so a wrong name is passed over here and refused, with one clear line, by `GuardrailConfig` at start.
 */
export function groupsOf(sides: string | undefined): GroupOptions[] {
  const named = sides?.trim() ? sides.split(',').map((side) => side.trim()) : SIDES;
  return SIDES.filter((side) => named.includes(side)).map((side) => {
    const group = `guardrail.${side}` as const;
    return { group, stage: group };
  });
}
