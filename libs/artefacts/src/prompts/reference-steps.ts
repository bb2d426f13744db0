import { _, type default as Ajv } from 'ajv';

/** Three for each value of the longest answer that is taken (262,144 characters); a part of a second of work. */
const MOST_STEPS = 400_000;

/** Thrown out of a validation that follows too many references; the same answer does so again. */
export class TooManyStepsError extends Error {
  readonly code = 'too_many_steps';
  readonly retryable = false;

  constructor() {
    super(`more than ${MOST_STEPS} references were followed`);
    this.name = 'TooManyStepsError';
  }
}

/**
 * Counts how often a validation follows a `$ref`. Without one a schema looks at each part of an answer once at most; but
 * where alternatives refer to one another, the work can double with each level of an answer, or of the definitions.
 */
export class ReferenceSteps {
  private left = MOST_STEPS;

  /** Has to be called before a schema is compiled. */
  countIn(ajv: Ajv): void {
    const follow = ajv.getKeyword('$ref');
    if (typeof follow !== 'object' || !('code' in follow)) throw new Error('ajv has another way to follow references');
    ajv.removeKeyword('$ref').addKeyword({
      ...follow,
      code: (context, ...rest) => {
        context.gen.code(_`${context.gen.scopeValue('func', { ref: this.step })}()`);
        follow.code(context, ...rest);
      },
    });
  }

  /** For each validation anew. */
  reset(): void {
    this.left = MOST_STEPS;
  }

  private readonly step = (): void => {
    this.left -= 1;
    if (this.left < 0) throw new TooManyStepsError();
  };
}
