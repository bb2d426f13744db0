import { type Role, rolesOf } from '@gauntlet/contracts';
import { ArrayNotEmpty, CommaSeparated, IsIn, IsInt, Max, Min } from '@gauntlet/runtime';

const SIDES = rolesOf('guardrail');

/** What the guardrail reads from the environment. */
export class GuardrailConfig {
  /** Sides that this process serves, so that each can be scaled alone. */
  @CommaSeparated() @ArrayNotEmpty() @IsIn(SIDES, { each: true }) GUARDRAIL_SIDES: Role<'guardrail'>[] = SIDES;
  /** Milliseconds after which a check counts as failed. */
  @IsInt() @Min(10) @Max(60_000) GUARDRAIL_CHECK_TIMEOUT_MS = 1_000;
}
