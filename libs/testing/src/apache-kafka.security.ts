import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who may come in through the listener that asks, by PLAIN and by both kinds of SCRAM. */
export interface KafkaLogin {
  readonly username: string;
  readonly password: string;
}

/** What a client needs for the listener that asks for a certificate and a login; files are PEM. */
export interface SecureAddress {
  readonly brokers: string;
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** The variables that let a service or a command in by SCRAM-SHA-512. */
export function secureEnvironment(
  { brokers, ca, cert, key }: SecureAddress,
  login: KafkaLogin,
): Record<string, string> {
  return {
    KAFKA_BROKERS: brokers,
    KAFKA_TLS: 'true',
    KAFKA_TLS_CA: ca,
    KAFKA_TLS_CERT: cert,
    KAFKA_TLS_KEY: key,
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
    KAFKA_SASL_USERNAME: login.username,
    KAFKA_SASL_PASSWORD: login.password,
  };
}

const SCRAM = ['SCRAM-SHA-256', 'SCRAM-SHA-512'];
const ISSUE = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
const LISTENER = 'listener.name.secure';

/** Makes an authority, and the broker's and a client's certificate of it. Needs openssl 3. */
export function makeCertificates(dataDir: string): Omit<SecureAddress, 'brokers'> {
  const folder = join(dataDir, 'certificates');
  mkdirSync(folder, { recursive: true });
  const path = (name: string) => join(folder, name);
  const authority = ['-CA', path('ca.pem'), '-CAkey', path('ca.key')];
  issue(path, 'ca', []);
  issue(path, 'broker', [...authority, '-addext', 'subjectAltName=IP:127.0.0.1']);
  issue(path, 'client', authority);
  const parts = ['broker.key', 'broker.pem'].map((name) => readFileSync(path(name), 'utf8'));
  writeFileSync(path('broker.both.pem'), parts.join(''));
  return { ca: path('ca.pem'), cert: path('client.pem'), key: path('client.key') };
}

/**
 * The broker's settings for a listener `SECURE` that asks for a certificate and a login. Who comes in through it may do
 * what no ACL denies; who comes through the open one may do all, so that a test can deny and allow.
 */
export function secureProperties(dataDir: string, { username, password }: KafkaLogin): string[] {
  const folder = join(dataDir, 'certificates');
  const login = 'org.apache.kafka.common.security';
  return [
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL',
    `sasl.enabled.mechanisms=${['PLAIN', ...SCRAM].join(',')}`,
    ...SCRAM.map((name) => {
      return `${LISTENER}.${name.toLowerCase()}.sasl.jaas.config=${login}.scram.ScramLoginModule required;`;
    }),
    `${LISTENER}.plain.sasl.jaas.config=${login}.plain.PlainLoginModule required user_${username}="${password}";`,
    `${LISTENER}.ssl.keystore.type=PEM`,
    `${LISTENER}.ssl.keystore.location=${join(folder, 'broker.both.pem')}`,
    `${LISTENER}.ssl.truststore.type=PEM`,
    `${LISTENER}.ssl.truststore.location=${join(folder, 'ca.pem')}`,
    `${LISTENER}.ssl.client.auth=required`,
    'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'allow.everyone.if.no.acl.found=true',
    'super.users=User:ANONYMOUS',
  ];
}

/** Arguments of the storage tool that make the user. */
export function scramArguments({ username, password }: KafkaLogin): string[] {
  return SCRAM.flatMap((name) => ['--add-scram', `${name}=[name=${username},password=${password}]`]);
}

function issue(path: (name: string) => string, name: string, extra: readonly string[]): void {
  const out = ['-subj', `/CN=${name}`, '-keyout', path(`${name}.key`), '-out', path(`${name}.pem`)];
  execFileSync('openssl', [...ISSUE, ...out, ...extra], { stdio: 'pipe' });
}
