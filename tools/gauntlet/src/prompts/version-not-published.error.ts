/** Thrown for a version that nobody has published; publishing it helps, a retry doesn't. */
export class VersionNotPublishedError extends Error {
  readonly code = 'version_not_published';
  readonly retryable = false;

  constructor(version: string) {
    super(
      `${version} is not published; see \`gauntlet prompts list\`, publish it with \`gauntlet deploy\`, or give its file's path`,
    );
    this.name = 'VersionNotPublishedError';
  }
}
