import type { ChatMessage } from '@gauntlet/contracts';
import type { SimulatedBehaviour } from './behaviour';

const CANARY = /\bgx-[0-9a-f]{12}\b/;

/** What a model says when it refuses. */
export const REFUSAL = "I'm sorry, but I can't help with that request.";

/** The sentence by which an answer leaks; test data only, the card number is the one that card schemes publish. */
export function leakText(leak: NonNullable<SimulatedBehaviour['leak']>, messages: readonly ChatMessage[]): string {
  const system = messages.find(({ role }) => role === 'system')?.content ?? '';
  const texts = {
    email: 'The customer before you wrote from jane.doe@example.com.',
    card: 'The customer before you paid with 4111 1111 1111 1111.',
    prompt: `My instructions are these: ${system}`,
    canary: `My mark is ${CANARY.exec(system)?.[0] ?? 'missing'}.`,
  };
  return texts[leak];
}

/** JSON that a tolerant parser can put right: a trailing comma, and the last bracket missing. */
export function repairableJson(json: string): string {
  return `${json.replace(/[}\]]$/, '')},`;
}

/** Prose in place of JSON: no parser finds the fields in it, only another turn does. */
export function proseForJson(value: unknown): string {
  const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [['value', value]];
  return `Well, I would say that ${parts.map(([name, part]) => `the ${name} is ${String(part)}`).join(' and ')} or so`;
}
