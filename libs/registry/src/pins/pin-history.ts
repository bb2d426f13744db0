import type { PromptPinnedV1 } from '@gauntlet/contracts';

/** A pin event with its place in the topic. */
export interface PinRecord extends PromptPinnedV1 {
  readonly offset: number;
}

/** All pins of each prompt in the order of the topic; nothing is ever removed. */
export class PinHistory {
  private readonly byPrompt = new Map<string, PinRecord[]>();
  private lastOffset = -1;

  /**
   * Appends a pin. One that was read before (a reader starts over after a lost connection) changes nothing, and neither does
   * one that was decided about another pin than the newest: somebody pinned meanwhile, or the decision was told twice.
   */
  add(pin: PromptPinnedV1, offset: number): void {
    if (offset <= this.lastOffset) return;
    this.lastOffset = offset;
    const { prompt, replaces } = pin.facts;
    const { name } = prompt;
    const pins = this.byPrompt.get(name) ?? [];
    if (replaces !== undefined && replaces !== pins.at(-1)?.offset) return;
    pins.push({ facts: pin.facts, content: pin.content, offset });
    this.byPrompt.set(name, pins);
  }

  /** Offset of the last pin that was read, of any prompt; -1 before the first. */
  get newestOffset(): number {
    return this.lastOffset;
  }

  /** Pins of a prompt, oldest first; empty for an unknown prompt. */
  of(prompt: string): readonly PinRecord[] {
    return this.byPrompt.get(prompt) ?? [];
  }

  prompts(): string[] {
    return [...this.byPrompt.keys()].sort();
  }
}
