import { pinEvent, type UnsignedPin } from '../deployments/deployment-events';
import type { DeploymentRequest, PlanStep } from '../deployments/plan-deployment';
import { checkedPin, NO_EVIDENCE } from '../gates/pin-gate';
import type { RegistryProjection } from '../registry-projection';
import { allDifferences } from './pin-differences';
import type { PinRecord } from './pin-history';
import { pinLine } from './pin-line';
import { isSetByHand, pinnedBy } from './pin-origin';

/** What a deployment does about the pin of one prompt. @throws PinRefusedError when a gate is required and was not passed. */
export function pinStep(pin: UnsignedPin, request: DeploymentRequest, current: RegistryProjection): PlanStep {
  const { name } = pin.facts.prompt;
  const before = current.pins.of(name).at(-1);
  if (!before) return { action: 'pin', ...checked(pin, request, current) };
  const changes = allDifferences(pin, before);
  const isByHand = isSetByHand(before);
  const isTakenOver = isByHand && request.takeOver?.includes(name);
  if (changes.length === 0 && !isTakenOver) {
    const hint = isByHand && !request.onlyNew ? `, by hand; --take-over ${name} gives it to the file` : '';
    return { action: 'keep', line: `${shortLine(before)}${hint}`, event: null, before };
  }
  const detail = `${pinLine(before)} ${pinnedBy(before)}`;
  if (!request.onlyNew && (!isByHand || isTakenOver)) {
    const changed = changes.length > 0 ? `changes ${changes.join(', ')} of` : 'takes over';
    const { line, event } = checked(pin, request, current);
    return {
      action: 'pin',
      line: `${line}; ${changed} the pin at offset ${before.offset}`,
      detail: `was ${detail}`,
      event,
      before,
    };
  }
  const isHeld = !request.onlyNew;
  const hint = isHeld ? `; --take-over ${name} replaces it` : '';
  const line = `${shortLine(before)}; the file has another ${changes.join(', ')}${hint}`;
  return { action: 'keep', line, detail: `is ${detail}`, event: null, before, isHeld };
}

function checked(
  asked: UnsignedPin,
  { evidence = NO_EVIDENCE, authorship }: DeploymentRequest,
  current: RegistryProjection,
) {
  const { pin } = checkedPin(asked, evidence, current);
  return { line: pinLine(pin), event: pinEvent(pin, authorship, 'deploy') };
}

function shortLine({ facts: { prompt }, offset }: PinRecord): string {
  return `${prompt.name}@${prompt.version} is pinned (offset ${offset})`;
}
