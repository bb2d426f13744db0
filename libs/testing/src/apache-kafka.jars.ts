import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ApacheKafkaError } from './apache-kafka.error';

const PROJECT = resolve(__dirname, '../../../infra/kafka');
const POM = join(PROJECT, 'pom.xml');
const JARS = join(PROJECT, 'target/libs');
const RESOLVED_POM = join(JARS, 'resolved-pom.xml');
const OLDEST_JAVA = 17;
const MAVEN_LIMIT_MS = 10 * 60_000;

const run = promisify(execFile);

/** The `java` of JAVA_HOME, else of PATH, after asking for its version. */
export async function findJava(): Promise<string> {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java';
  const version = await javaVersion(java);
  if (version >= OLDEST_JAVA) return java;
  throw new ApacheKafkaError('java_missing', `${java} is Java ${version}: install Java ${OLDEST_JAVA} or newer`);
}

/** A class path with Kafka's jars; Maven fetches them once and again whenever infra/kafka/pom.xml changes. */
export async function kafkaClassPath(): Promise<string> {
  if (!areResolved()) await resolveJars();
  return join(JARS, '*');
}

async function javaVersion(java: string): Promise<number> {
  try {
    const { stderr } = await run(java, ['-version']);
    return Number(/version "(\d+)/.exec(stderr)?.[1]);
  } catch (cause) {
    const message = `no Java: '${java}' can't be run. Install Java ${OLDEST_JAVA} or newer, or set JAVA_HOME or KAFKA_BROKERS`;
    throw new ApacheKafkaError('java_missing', message, { cause });
  }
}

function areResolved(): boolean {
  return existsSync(RESOLVED_POM) && readFileSync(RESOLVED_POM).equals(readFileSync(POM));
}

/** Fetches into a folder of its own first, so that a cancelled or a second run leaves no half a class path. */
async function resolveJars(): Promise<void> {
  const fetched = join(PROJECT, `target/libs-${process.pid}`);
  try {
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${fetched}`];
    await run('mvn', ['--batch-mode', '--quiet', ...goal], { cwd: PROJECT, timeout: MAVEN_LIMIT_MS });
  } catch (cause) {
    throw mavenError(cause as NodeJS.ErrnoException & { stdout?: string });
  }
  copyFileSync(POM, join(fetched, 'resolved-pom.xml'));
  rmSync(JARS, { recursive: true, force: true });
  renameSync(fetched, JARS);
}

function mavenError(cause: NodeJS.ErrnoException & { stdout?: string }): ApacheKafkaError {
  if (cause.code === 'ENOENT') {
    const message = `no Maven and no jars in ${JARS}: install Maven ('mvn'), or set KAFKA_BROKERS`;
    return new ApacheKafkaError('maven_missing', message, { cause });
  }
  const reason = cause.stdout?.trim().split('\n')[0] ?? cause.message;
  const message = `Maven could not fetch the jars that ${POM} names: ${reason}`;
  return new ApacheKafkaError('jars_missing', message, { cause });
}
