import { readFileSync } from 'node:fs';
import type { KafkaConfig as ClientConfig } from 'kafkajs';
import { ConfigError, type ConfigProblem } from '@gauntlet/runtime';
import type { KafkaConfig } from './kafka.config';

/** How a client proves who it is and knows whom it talks to; empty for an open Kafka. */
export type KafkaSecurity = Pick<ClientConfig, 'ssl' | 'sasl'>;

type Variable = keyof KafkaConfig;

const TLS_FILES = ['KAFKA_TLS_CA', 'KAFKA_TLS_CERT', 'KAFKA_TLS_KEY'] as const;

/**
 * TLS and SASL as the environment has them, with the files that it names read.
 * @throws ConfigError for settings of which one half is missing, or a file that can't be read; a retry doesn't help.
 */
export function securityOf(config: KafkaConfig): KafkaSecurity {
  const problems = [...tlsProblems(config), ...saslProblems(config)];
  if (problems.length > 0) throw new ConfigError(problems);
  return { ...tlsOf(config), ...saslOf(config) };
}

function tlsProblems(config: KafkaConfig): ConfigProblem[] {
  const given = TLS_FILES.find((variable) => config[variable]);
  if (!config.KAFKA_TLS) {
    if (!given) return [];
    return [problem('KAFKA_TLS', `is not true, but ${given} is set; set KAFKA_TLS=true, or unset ${given}`)];
  }
  return incomplete(config, ['KAFKA_TLS_CERT', 'KAFKA_TLS_KEY']);
}

function saslProblems(config: KafkaConfig): ConfigProblem[] {
  const { KAFKA_SASL_PASSWORD: password, KAFKA_SASL_PASSWORD_FILE: file } = config;
  if (password && file) {
    return [problem('KAFKA_SASL_PASSWORD', 'and KAFKA_SASL_PASSWORD_FILE are both set; unset one')];
  }
  const ofPassword = file ? 'KAFKA_SASL_PASSWORD_FILE' : 'KAFKA_SASL_PASSWORD';
  return incomplete(config, ['KAFKA_SASL_MECHANISM', 'KAFKA_SASL_USERNAME', ofPassword]);
}

/** Variables that only work together: none of them, or all. */
function incomplete(config: KafkaConfig, together: readonly Variable[]): ConfigProblem[] {
  const given = together.find((variable) => config[variable]);
  if (!given) return [];
  return together
    .filter((variable) => !config[variable])
    .map((variable) => problem(variable, `is not set, but ${given} is; set it too, or unset ${given}`));
}

function tlsOf(config: KafkaConfig): KafkaSecurity {
  if (!config.KAFKA_TLS) return {};
  const ca = textIn(config, 'KAFKA_TLS_CA');
  const cert = textIn(config, 'KAFKA_TLS_CERT');
  const key = textIn(config, 'KAFKA_TLS_KEY');
  return { ssl: { ...(ca ? { ca } : {}), ...(cert && key ? { cert, key } : {}) } };
}

function saslOf(config: KafkaConfig): KafkaSecurity {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username = '' } = config;
  if (!mechanism) return {};
  const password = config.KAFKA_SASL_PASSWORD ?? textIn(config, 'KAFKA_SASL_PASSWORD_FILE')?.trimEnd() ?? '';
  // One object of each kind: the types of kafkajs don't take a mechanism that is one of several.
  if (mechanism === 'plain') return { sasl: { mechanism, username, password } };
  if (mechanism === 'scram-sha-256') return { sasl: { mechanism, username, password } };
  return { sasl: { mechanism, username, password } };
}

// Neither the path's content nor what it may hold by mistake is repeated.
function textIn(config: KafkaConfig, variable: Variable): string | null {
  const path = config[variable];
  if (typeof path !== 'string') return null;
  try {
    const text = readFileSync(path, 'utf8');
    if (text.trim() !== '') return text;
  } catch {
    throw new ConfigError([problem(variable, "names a file that can't be read; correct the path or its permissions")]);
  }
  throw new ConfigError([problem(variable, 'names an empty file; write its content')]);
}

function problem(variable: Variable, text: string): ConfigProblem {
  return { variable, problem: text };
}
