// OpenAI's official client in another language: it knows nothing of Gauntlet but the base URL.
import { pythonChecks } from './python.mjs';

/** Its checks against a running Gauntlet. */
export function openaiPythonChecks(url) {
  return pythonChecks('openai_python_checks.py', url);
}
