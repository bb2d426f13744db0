import { causesOf } from './error-causes';

/** Kafka does not let this client in, or is not who it should be. A retry helps only after the settings were mended. */
export class RefusedClientError extends Error {
  readonly code = 'kafka_refuses_client';
  readonly retryable = false;

  constructor(problem: string, options: ErrorOptions) {
    super(problem, options);
    this.name = 'RefusedClientError';
  }
}

const TLS_FAULT = /certificate|\bSSL\b|\bTLS\b|EPROTO/i;

/** The error for a failed login or TLS handshake, however deep kafkajs has wrapped it; null for any other failure. */
export function refusedClient(error: unknown): RefusedClientError | null {
  for (const cause of causesOf(error)) {
    const { name, message } = cause;
    if (name === 'KafkaJSSASLAuthenticationError') {
      const check = 'check KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and the password';
      return new RefusedClientError(`Kafka refuses this client (${message}); ${check}`, { cause });
    }
    if (name === 'KafkaJSConnectionError' && TLS_FAULT.test(message)) {
      const check = 'check KAFKA_TLS, KAFKA_TLS_CA, KAFKA_TLS_CERT and KAFKA_TLS_KEY';
      return new RefusedClientError(`TLS with Kafka fails (${message}); ${check}`, { cause });
    }
  }
  return null;
}
