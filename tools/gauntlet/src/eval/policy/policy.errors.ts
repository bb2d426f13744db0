/** Thrown for a policy that is nowhere; a retry doesn't help. */
export class PolicyMissingError extends Error {
  readonly code = 'policy_missing';
  readonly retryable = false;

  constructor(policy: string, place: string) {
    super(`${policy} is not published and not in ${place}; correct the name, or write the file`);
    this.name = 'PolicyMissingError';
  }
}
