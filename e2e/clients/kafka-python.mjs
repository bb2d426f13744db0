// kafka-python implements the protocol on its own: it shares no code with kafkajs or librdkafka.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HERE = import.meta.dirname;
const VENV = join(HERE, '.venv');
const PYTHON = join(VENV, 'bin/python');

/** Passes on what the script prints: one JSON line per check. */
export async function* kafkaPythonChecks(address) {
  await installKafkaPython();
  const child = spawn(PYTHON, [join(HERE, 'kafka_python_checks.py'), address], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line);
  const [code] = await exited;
  if (code !== 0) throw new Error(`the script ended with code ${code}`);
}

async function installKafkaPython() {
  try {
    await run('python3', ['-m', 'venv', VENV]);
    await run(PYTHON, ['-m', 'pip', 'install', '--quiet', '-r', join(HERE, 'requirements.txt')]);
  } catch (cause) {
    throw new Error(`kafka-python can't be installed (needs python3 with venv, and PyPI): ${cause.message}`, { cause });
  }
}
