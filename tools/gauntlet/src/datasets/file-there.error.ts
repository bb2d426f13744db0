/** Thrown for a file that would be overwritten; its rows may be somebody's work. */
export class FileThereError extends Error {
  readonly code = 'file_there';
  readonly retryable = false;

  constructor(file: string) {
    super(`${file} is there already; name another file with --out`);
    this.name = 'FileThereError';
  }
}
