import { redact } from '@gauntlet/redaction';
import { DependencyUnavailableError } from '@gauntlet/runtime';

/** What an error means for the message that was worked on. */
export type ErrorClass = 'dependency' | 'permanent' | 'transient';

/** `dependency`: wait, it costs no try; `permanent`: no try helps; `transient`: a few tries. */
export function classify(error: unknown): ErrorClass {
  if (error instanceof DependencyUnavailableError) return 'dependency';
  return retryableOf(error) === false ? 'permanent' : 'transient';
}

/** An error as a log line or a dead letter may show it. */
export interface DescribedError {
  readonly code: string;
  readonly message: string;
}

const WITHOUT_TEXTS = new Set(['TypeError', 'ReferenceError', 'RangeError']);
const MESSAGE_LIMIT = 500;

/**
 * Code and message of an error without text of a request: messages of our own errors, of the Kafka client and of plain
 * programming errors are kept, any other may quote its input and is withheld. A message may name a field, and a caller
 * may name a field after a person, so it is redacted.
 */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { code: 'unknown', message: 'something that is not an Error was thrown' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const ours = retryableOf(error) !== undefined && code !== error.name;
  if (ours || WITHOUT_TEXTS.has(error.name) || error.name.startsWith('KafkaJS'))
    return { code, message: redact(error.message.slice(0, MESSAGE_LIMIT)).text.slice(0, MESSAGE_LIMIT) };
  return { code, message: `${error.name}; its message may quote the request and is only logged at debug` };
}

function retryableOf(error: unknown): unknown {
  return error instanceof Error && 'retryable' in error ? error.retryable : undefined;
}
