import type { RunningRamp } from '@gauntlet/registry';

/** A ramp of support-agent@v8 beside v7 at its second step, 10 %, pinned at offset 7. */
export function exampleRamp({
  beganAt,
  ...parts
}: Partial<Omit<RunningRamp, 'beganAt'>> & { beganAt: number }): RunningRamp {
  const at = new Date(beganAt).toISOString();
  const prompt = (version: string) => ({ name: 'support-agent', version, hash: '0'.repeat(64) });
  const model = { provider: 'simulated', model: 'sim-large', parameters: {} };
  const ramp = parts.ramp ?? {
    steps: [1, 10, 50, 100],
    everyMs: 30 * 60_000,
    leastAnswers: 50,
    margin: 0,
    alpha: 0.05,
  };
  const canary = parts.canary ?? { prompt: prompt('v8'), percent: 10, model, backups: [], ramp };
  const policy = { name: 'default', version: 'v1', hash: '1'.repeat(64) };
  const facts = { prompt: prompt('v7'), policy, model, backups: [], canary, at, by: 'alice', reason: 'try v8' };
  const pin = { facts, content: { cannedAnswer: 'Sorry.' }, offset: 7 };
  return {
    pin,
    before: undefined,
    offsets: [6, 7],
    beganAt: at,
    stepBeganAt: at,
    isHeld: false,
    ...parts,
    canary,
    ramp,
  };
}
