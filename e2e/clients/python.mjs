// Python programs from PyPI, in an environment of their own beside this file.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HERE = import.meta.dirname;
const VENV = join(HERE, '.venv');

/** Installs what requirements.txt names, once per run; nothing is downloaded that is there already. */
export async function installPython() {
  try {
    await run('python3', ['-m', 'venv', VENV]);
    await run(inVenv('python'), ['-m', 'pip', 'install', '--quiet', '-r', join(HERE, 'requirements.txt')]);
  } catch (cause) {
    throw new Error(`the Python clients can't be installed (needs python3 with venv, and PyPI): ${cause.message}`, {
      cause,
    });
  }
}

/** A program of the environment. */
export function inVenv(program) {
  return join(VENV, 'bin', program);
}

/** Passes on what a script of checks prints: one JSON line per check. */
export async function* pythonChecks(script, ...args) {
  await installPython();
  const child = spawn(inVenv('python'), [join(HERE, script), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line);
  const [code] = await exited;
  if (code !== 0) throw new Error(`the script ended with code ${code}`);
}
