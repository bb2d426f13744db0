import { nearestName } from '@gauntlet/artefacts';

/** Thrown for a prompt that the deployment file doesn't have; the user corrects the name, a retry doesn't help. */
export class NotInDeploymentError extends Error {
  readonly code = 'not_in_deployment';
  readonly retryable = false;

  constructor(option: string, name: string, { path, known }: { path: string; known: readonly string[] }) {
    const nearest = nearestName(name, known);
    super(`${option} ${name}: ${path} has no such prompt; did you mean ${nearest}? It has ${known.join(', ')}`);
    this.name = 'NotInDeploymentError';
  }
}

/** Thrown at the end of a deployment that did all but replace what was pinned by hand; a retry doesn't help. */
export class PinsHeldError extends Error {
  readonly code = 'pins_held';
  readonly retryable = false;

  constructor(prompts: readonly string[]) {
    super(
      `kept what was pinned by hand: ${prompts.join(', ')}; ` +
        `to put the file in force add ${prompts.map((name) => `--take-over ${name}`).join(' ')}`,
    );
    this.name = 'PinsHeldError';
  }
}
