import type { PromptPinnedV1 } from '@gauntlet/contracts';

/** A pin event with its place in the topic. */
export interface PinRecord extends PromptPinnedV1 {
  readonly offset: number;
}

/** All pins of each prompt in the order of the topic; nothing is ever removed. */
export class PinHistory {
  private readonly byPrompt = new Map<string, PinRecord[]>();
  private lastOffset = -1;

  /** Appends a pin; one that was read before (a reader starts over after a lost connection) changes nothing. */
  add(pin: PromptPinnedV1, offset: number): void {
    if (offset <= this.lastOffset) return;
    this.lastOffset = offset;
    const { name } = pin.facts.prompt;
    const pins = this.byPrompt.get(name) ?? [];
    pins.push({ facts: pin.facts, content: pin.content, offset });
    this.byPrompt.set(name, pins);
  }

  /** Pins of a prompt, oldest first; empty for an unknown prompt. */
  of(prompt: string): readonly PinRecord[] {
    return this.byPrompt.get(prompt) ?? [];
  }

  prompts(): string[] {
    return [...this.byPrompt.keys()].sort();
  }
}
