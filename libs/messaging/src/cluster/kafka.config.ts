import { ArrayNotEmpty, CommaSeparated, IsArray, IsBoolean, IsIn, IsOptional, IsString } from '@gauntlet/runtime';

const MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

/** How a process finds Kafka, and as whom; services and commands read the same variables. */
export class KafkaConfig {
  @CommaSeparated() @IsArray() @ArrayNotEmpty() @IsString({ each: true }) KAFKA_BROKERS: string[] = ['127.0.0.1:9092'];

  @IsBoolean() KAFKA_TLS = false;
  /** File of the authorities that signed the brokers' certificates, PEM; without it those that Node trusts. */
  @IsOptional() @IsString() KAFKA_TLS_CA?: string;
  /** File of the client's certificate, PEM; goes with the key. */
  @IsOptional() @IsString() KAFKA_TLS_CERT?: string;
  /** File of the client's private key, PEM, without a passphrase. */
  @IsOptional() @IsString() KAFKA_TLS_KEY?: string;

  @IsOptional() @IsIn(MECHANISMS) KAFKA_SASL_MECHANISM?: (typeof MECHANISMS)[number];
  @IsOptional() @IsString() KAFKA_SASL_USERNAME?: string;
  @IsOptional() @IsString() KAFKA_SASL_PASSWORD?: string;
  /** File that holds the password instead; the line break at its end is not part of it. */
  @IsOptional() @IsString() KAFKA_SASL_PASSWORD_FILE?: string;
}
