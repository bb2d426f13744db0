import { type Role, rolesOf } from '@gauntlet/contracts';
import { ArrayNotEmpty, CommaSeparated, IsArray, IsIn, IsInt, IsString, Matches, Max, Min } from '@gauntlet/runtime';

const SIDES = rolesOf('guardrail');

/** What the guardrail reads from the environment. */
export class GuardrailConfig {
  /** Sides that this process serves, so that each can be scaled alone. */
  @CommaSeparated() @ArrayNotEmpty() @IsIn(SIDES, { each: true }) GUARDRAIL_SIDES: Role<'guardrail'>[] = SIDES;
  /** Milliseconds after which a check counts as failed. */
  @IsInt() @Min(10) @Max(60_000) GUARDRAIL_CHECK_TIMEOUT_MS = 1_000;

  /** `provider/model` that is asked about scores in doubt where a policy names a judge. Empty: nobody is asked. */
  @Matches(/^(?:[^/\s]+\/\S+)?$/, { message: 'must be provider/model, as in openai/gpt-4.1-mini' })
  GUARDRAIL_JUDGE_MODEL = '';
  /** Milliseconds for one question to the judge; a request may need several. */
  @IsInt() @Min(50) @Max(60_000) GUARDRAIL_JUDGE_TIMEOUT_MS = 2_000;
  /** Questions to the judge within any minute, by this process; half of them for one tenant. */
  @IsInt() @Min(1) @Max(100_000) GUARDRAIL_JUDGE_CALLS_PER_MINUTE = 60;
  /** Further providers that speak OpenAI's protocol, as model-invoker has them. */
  @CommaSeparated() @IsArray() @IsString({ each: true }) MODEL_PROVIDERS: string[] = [];
}
