// OpenAI's official client in another language: it knows nothing of Gauntlet but the base URL.
import { pythonChecks } from './python.mjs';

/** Its checks against a running Gauntlet, and against an ingress of it that asks for keys. */
export function openaiPythonChecks(url, guarded) {
  return pythonChecks('openai_python_checks.py', url, guarded.url, guarded.key, guarded.revokedKey);
}
