import { MAX_SAMPLING_WEIGHT, type Role, rolesOf } from '@gauntlet/contracts';
import { ArrayNotEmpty, CommaSeparated, IsIn, IsInt, IsNumber, Max, Min, Secret, ValidateIf } from '@gauntlet/runtime';

const ROLES = rolesOf('eval-scorer');

/** Smallest share: an answer stands for at most as many others as the contract of a score allows. */
const MIN_RATE = 1 / MAX_SAMPLING_WEIGHT;

/** A share of something: 0, or {@link MIN_RATE} to 1. */
const Share: PropertyDecorator = (target, property) => {
  ValidateIf((_config, value) => value !== 0)(target, property);
  for (const check of [IsNumber(), Min(MIN_RATE), Max(1)]) check(target, property as string);
};

/** What eval-scorer reads from the environment. */
export class EvalScorerConfig {
  /** Consumers that this process runs, so that each can be scaled alone. */
  @CommaSeparated() @ArrayNotEmpty() @IsIn(ROLES, { each: true }) EVAL_ROLES: Role<'eval-scorer'>[] = ROLES;
  /** Share of the untouched answers that is scored: 0, or 0.000001 to 1. */
  @Share SCORER_SAMPLE_RATE: number = 0.1;
  /** Share of the untouched answers that the judge is asked about: 0, or 0.000001 to 1; with what is always scored, if it can be paid. */
  @Share JUDGE_SAMPLE_RATE: number = 0.01;
  /** Questions to the judge per hour, over all instances; 0 turns the judge off. */
  @IsInt() @Min(0) @Max(1_000_000) JUDGE_BUDGET_CALLS_PER_HOUR: number = 0;
  /** How long answers, scores and feedback are kept; answers and scores go by whole months. Longer than the topics are. */
  @IsInt() @Min(8) @Max(36_500) RECORDS_RETENTION_DAYS: number = 400;
  /** How long it is known what the judge and shadows were asked and have spent. Longer than the topics are, so that nothing asks again. */
  @IsInt() @Min(8) @Max(36_500) JUDGE_RETENTION_DAYS: number = 30;
  /** Marks the judge's questions, so that scores are made of no others; the same on every instance. */
  @Secret('whoever may submit requests could forge scores') JUDGE_MARK_SECRET: string = 'for-development-only';
}
