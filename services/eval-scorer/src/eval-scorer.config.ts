import { CommaSeparated } from '@gauntlet/runtime';
import { ArrayNotEmpty, IsIn, IsInt, IsNumber, Max, Min } from 'class-validator';
import { ROLES, type EvalRole } from './roles';

/** What eval-scorer reads from the environment. */
export class EvalScorerConfig {
  /** Consumers that this process runs, so that each can be scaled alone. */
  @CommaSeparated() @ArrayNotEmpty() @IsIn(ROLES, { each: true }) EVAL_ROLES: EvalRole[] = [...ROLES];
  /** Share of the untouched answers that is scored, 0 to 1. */
  @IsNumber() @Min(0) @Max(1) SCORER_SAMPLE_RATE: number = 0.1;
  /** Share of the untouched answers that the judge is asked about, 0 to 1; with what is always scored, if it can be paid. */
  @IsNumber() @Min(0) @Max(1) JUDGE_SAMPLE_RATE: number = 0.01;
  /** Questions to the judge per hour, over all instances; 0 turns the judge off. */
  @IsInt() @Min(0) JUDGE_BUDGET_CALLS_PER_HOUR: number = 0;
}
