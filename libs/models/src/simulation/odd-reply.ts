import type { ModelReply } from '../model-provider';
import type { SimulatedBehaviour } from './behaviour';

const LONG = 1_100_000;

/** What is different in an odd answer from the one that the model would have given. */
export function oddReply(oddity: SimulatedBehaviour['oddity'], text: string): Partial<ModelReply> {
  switch (oddity) {
    case null:
      return {};
    case 'no-usage':
      return { inputTokens: null, outputTokens: null };
    case 'thinking':
      return { text: `<think>The customer seems to be in a hurry.</think>\n\n${text}` };
    case 'blank':
      return { text: ' \n' };
    case 'filtered':
      return { text: '', finishReason: 'content_filter' };
    case 'reasoning-only':
      return { text: '', finishReason: 'length' };
    case 'too-long':
      return { text: 'y'.repeat(LONG) };
  }
}
