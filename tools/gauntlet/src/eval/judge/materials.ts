import type { ResponseReleasedV1 } from '@gauntlet/contracts';
import { redactReleased } from '@gauntlet/redaction';
import type { Material } from './judge-call';

/** Longer ones are not cut: a judge who sees half of what was said would judge something else. */
const MOST_CHARACTERS = 100_000;

/** What the judges see of the answers of a run, by request id. */
export class Materials {
  private readonly known = new Map<string, Promise<Material | null>>();

  /** Keeps what an answer of the run says; the first candidate counts. */
  add({ facts, content }: ResponseReleasedV1): void {
    if (this.known.has(facts.request.id)) return;
    const material = facts.outcome === 'answered' ? materialOf(content) : Promise.resolve(null);
    // Whoever asks for it is told; before that nobody listens.
    material.catch(() => undefined);
    this.known.set(facts.request.id, material);
  }

  /** What a question about these answers shows; null when one of them is no model's, or the judge can't see all of it. */
  async of(answers: readonly string[]): Promise<Material[] | null> {
    const found = await Promise.all(answers.map((id) => this.known.get(id) ?? null));
    const whole = found.filter((material) => material !== null);
    return whole.length === answers.length && JSON.stringify(whole).length <= MOST_CHARACTERS ? whole : null;
  }
}

async function materialOf(content: ResponseReleasedV1['content']): Promise<Material> {
  const { messages, answer } = await redactReleased(content);
  return { messages, answer };
}
