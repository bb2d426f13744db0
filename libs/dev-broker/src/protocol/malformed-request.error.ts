/** The bytes of a request don't follow the protocol: only closing the connection can end the confusion. */
export class MalformedRequestError extends Error {
  readonly code = 'MALFORMED_REQUEST';
  readonly retryable = false;
}
