/** Thrown when the stack can't start for a reason that its user can remove; the message is the whole explanation. */
export class LauncherError extends Error {
  readonly code = 'launcher_cannot_start';
  readonly retryable = false;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LauncherError';
  }
}
