import type { Judge } from '@gauntlet/checks';
import type { Registry } from '@gauntlet/registry';
import type { GuardrailConfig } from '../guardrail.config';

/** Injects the judge; undefined where `GUARDRAIL_JUDGE_MODEL` is not set. */
export const JUDGE = Symbol('JUDGE');

/**
 * The judge of this process. Endpoints and keys are named by provider, so they are read from the environment here.
 * @throws ConfigError when the model's provider is unknown, set wrongly or without its key.
 */
export async function judgeFrom(
  config: GuardrailConfig,
  registry: Registry,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Judge | undefined> {
  const { GUARDRAIL_JUDGE_MODEL: name } = config;
  if (name === '') return undefined;
  // The providers' SDKs are loaded only where somebody is asked.
  const [{ providerOf }, { ModelJudge }] = await Promise.all([
    import('./judge-provider.js'),
    import('./model-judge.js'),
  ]);
  const slash = name.indexOf('/');
  return new ModelJudge(registry, {
    provider: providerOf(config, name.slice(0, slash), env),
    model: name.slice(slash + 1),
    timeoutMs: config.GUARDRAIL_JUDGE_TIMEOUT_MS,
    callsPerMinute: config.GUARDRAIL_JUDGE_CALLS_PER_MINUTE,
  });
}
