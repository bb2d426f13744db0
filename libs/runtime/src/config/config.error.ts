/** One wrong variable, and what to write instead. */
export interface ConfigProblem {
  readonly variable: string;
  readonly problem: string;
}

/** Thrown at start-up when environment variables are wrong; names all of them at once. A retry never helps. */
export class ConfigError extends Error {
  readonly code = 'config_invalid';
  readonly retryable = false;

  constructor(readonly problems: readonly ConfigProblem[]) {
    super(problems.map(({ variable, problem }) => `${variable} ${problem}`).join('; '));
    this.name = 'ConfigError';
  }
}
