import { nextShare, type RampOutcome, type RunningRamp } from '@gauntlet/registry';
import { type ArmComparison, compareMetrics } from '@gauntlet/statistics';
import { type ArmsMetric, RATES } from './arms';

/** What is to happen to a ramp, and why, for a person. */
interface RampDecision {
  readonly outcome: RampOutcome;
  readonly reason: string;
}

interface Compared extends ArmComparison {
  readonly metric: string;
}

/** Decides about a ramp by what its arms answered until now; null: the step goes on. */
export function judgeRamp(ramp: RunningRamp, metrics: readonly ArmsMetric[], now: Date): RampDecision | null {
  const { everyMs, leastAnswers } = ramp.ramp;
  const compared = compareMetrics(ratesFirst(metrics), ramp.ramp);
  const [worst] = compared.filter(({ isWorse }) => isWorse).sort((a, b) => a.atMost - b.atMost);
  if (worst) return { outcome: 'roll back', reason: `rolled back at ${shareOf(ramp)}: ${shown(worst, ramp)}` };
  if (now.getTime() < Date.parse(ramp.stepBeganAt) + everyMs) return null;
  const answers = answersOfStep(ramp, metrics);
  if (answers >= leastAnswers) return { outcome: 'advance', reason: advanced(ramp, answers, compared) };
  const reason = `held at ${shareOf(ramp)}: ${answers} of ${leastAnswers} conversations in this step`;
  return ramp.isHeld ? null : { outcome: 'hold', reason };
}

/** A scorer that is new comes last: of many, the first are compared. */
function ratesFirst(metrics: readonly ArmsMetric[]): ArmsMetric[] {
  const [rates, scores] = [true, false].map((isRate) => metrics.filter(({ metric }) => metric in RATES === isRate));
  return [...(rates ?? []), ...(scores ?? [])];
}

/** Every answer has this rate. */
function answersOfStep({ stepBeganAt }: RunningRamp, metrics: readonly ArmsMetric[]): number {
  const all = metrics.find(({ metric }) => metric === 'answered_rate')?.slices ?? [];
  const own = all.filter(({ startMs }) => startMs >= Date.parse(stepBeganAt));
  return own.reduce((sum, { canary }) => sum + canary.count, 0);
}

function advanced(ramp: RunningRamp, answers: number, compared: readonly Compared[]): string {
  const next = nextShare(ramp);
  const to = next < 100 ? `${shareOf(ramp)} to ${next} %` : `${shareOf(ramp)} to the pin`;
  const names = compared.map(({ metric }) => metric).join(', ');
  return `${to}: ${answers} conversations in this step, not shown to be worse in ${names}`;
}

function shareOf({ canary }: RunningRamp): string {
  return `${canary.percent} %`;
}

function shown({ metric, canary, control, atMost }: Compared, { pin, canary: { prompt } }: RunningRamp): string {
  const of = (version: string, { sum, count }: ArmComparison['canary']) => {
    const mean = sum / count;
    return `${(RATES[metric]?.isBad ? 1 - mean : mean).toFixed(3)} of ${count} conversations with ${version}`;
  };
  const arms = `${of(prompt.version, canary)}, ${of(pin.facts.prompt.version, control)}`;
  return `${metric} is ${arms}; worse by at least ${(-atMost).toFixed(3)}`;
}
