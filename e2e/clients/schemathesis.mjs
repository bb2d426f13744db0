// Schemathesis makes requests from the served OpenAPI document, right and wrong ones, and judges the answers by it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { installPython, inVenv } from './python.mjs';

const run = promisify(execFile);
const LIMIT_MS = 180_000;

// Not that all described requests are accepted: a description can't say that the last message is the user's.
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'negative_data_rejection',
];

/** One check: the service does what its own description says, whatever it is asked. */
export async function* schemathesisChecks(url) {
  await installPython();
  const limits = ['--max-examples', '20', '--phases', 'examples,coverage,fuzzing', '--seed', '1', '--no-color'];
  const name = 'the service keeps to its own description';
  try {
    await run(inVenv('schemathesis'), ['run', `${url}/openapi.json`, '--checks', CHECKS.join(','), ...limits], {
      cwd: import.meta.dirname,
      env: { ...process.env, SCHEMATHESIS_HOOKS: 'schemathesis_hooks' },
      timeout: LIMIT_MS,
      maxBuffer: 50_000_000,
    });
    yield { name };
  } catch (error) {
    yield { name, error: error.stdout || error.message };
  }
}
