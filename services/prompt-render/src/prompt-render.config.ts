import { Secret } from '@gauntlet/runtime';

/** What only prompt-render reads from the environment. */
export class PromptRenderConfig {
  /** Key of the marks that show a leaked prompt; the same on every instance, so that a redelivery gets the same mark. */
  @Secret('the marks against leaked prompts could be computed from request ids with its default')
  PROMPT_MARK_SECRET = 'for-development-only';
}
