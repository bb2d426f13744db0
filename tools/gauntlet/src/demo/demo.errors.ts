const LAST_CHARACTERS = 500;

/** Thrown when the demo would repin what a real model answers; a retry helps beside a Gauntlet with simulated models. */
export class DemoOnRealModelError extends Error {
  readonly code = 'demo_on_real_model';
  readonly retryable = false;

  constructor(prompt: string, model: string) {
    super(
      `${prompt} is pinned to ${model}: the demo changes pins and tells a simulated model to fail; run it beside a plain "npm start"`,
    );
    this.name = 'DemoOnRealModelError';
  }
}

/** Thrown when the demo's own Gauntlet did not start; the message ends with what the launcher said last. */
export class DemoStartError extends Error {
  readonly code = 'demo_start';
  readonly retryable = true;

  constructor(output: string) {
    super(`Gauntlet did not start: ${output.trim().slice(-LAST_CHARACTERS)}`);
    this.name = 'DemoStartError';
  }
}
