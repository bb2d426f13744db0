import { isDeepStrictEqual } from 'node:util';
import type { GatedVariant, PinGate } from '@gauntlet/contracts';
import type { UnsignedPin } from '../deployments/deployment-events';
import type { PinRecord } from '../pins/pin-history';
import { PinRefusedError } from '../pins/pin-refused.error';
import type { RegistryProjection } from '../registry-projection';
import { type GateResult, GateResults, isSameVariant } from './gate-results';

/** What is known of gates when somebody pins. */
export interface Evidence {
  readonly results: GateResults;
  /** Pins all the same where a gate is required and was not passed. */
  readonly force: boolean;
}

/** For who knows of no gates. */
export const NO_EVIDENCE: Evidence = { results: new GateResults(), force: false };

/** A pin with what it can show for itself. */
interface CheckedPin {
  readonly pin: UnsignedPin;
  /** For a person, such as `evidence support-agent@v8 passed in run-…`. */
  readonly notes: readonly string[];
}

type Facts = UnsignedPin['facts'];

interface Subject {
  readonly variant: GatedVariant;
  readonly run: GateResult | undefined;
  /** How many runs of the same failed. */
  readonly failures: number;
  /** Why no run is needed; null where one is. */
  readonly exemption: string | null;
}

/**
 * Looks for the runs that speak for a pin and for its canary. None is needed for the first pin of a prompt, which there is
 * nothing to compare with, and for what was in force before without being forced.
 * @throws PinRefusedError where a gate is required and there is no such run, unless it is forced.
 */
export function checkedPin(pin: UnsignedPin, { results, force }: Evidence, current: RegistryProjection): CheckedPin {
  const { facts } = pin;
  const required = facts.gate?.required ?? false;
  const subjects = variantsOf(facts).map((variant) => subjectOf(variant, results, current));
  const missing = subjects.filter(({ run, exemption }) => !run && exemption === null);
  const forced = required && missing.length > 0;
  if (forced && !force) throw refusal(pin, missing, current);
  const runs = [...new Set(subjects.flatMap(({ run }) => run?.run ?? []))];
  const gate = gateOrNone({ required, runs, forced });
  const notes = subjects.map((subject) =>
    noteOf(subject, required ? forced : null, commandFor(subject.variant, facts, current)),
  );
  return { pin: { ...pin, facts: { ...withoutGate(facts), ...gate } }, notes };
}

/** The gate of a pin that is taken back to an older one: what the older one could show, and what is required now. */
export function rolledBackGate(before: PinRecord, target: PinRecord): { readonly gate?: PinGate } {
  const { runs = [], forced = false } = target.facts.gate ?? {};
  return gateOrNone({ required: before.facts.gate?.required ?? false, runs, forced });
}

/** Facts without their gate. */
export function withoutGate({ gate: _gate, ...facts }: Facts): Facts {
  return facts;
}

function gateOrNone(gate: PinGate): { readonly gate?: PinGate } {
  return gate.required || gate.forced || gate.runs.length > 0 ? { gate } : {};
}

function variantsOf({ prompt, policy, model, canary }: Facts): GatedVariant[] {
  const pinned = { prompt, policy, model };
  return canary ? [pinned, { prompt: canary.prompt, policy, model: canary.model ?? model }] : [pinned];
}

function subjectOf(variant: GatedVariant, results: GateResults, current: RegistryProjection): Subject {
  const pins = current.usablePins(variant.prompt.name);
  const [run, failures] = [results.evidenceFor(variant, pins), results.failuresOf(variant, pins)];
  return { variant, run, failures, exemption: exemptionOf(variant, current) };
}

function exemptionOf(variant: GatedVariant, current: RegistryProjection): string | null {
  const before = current.usablePins(variant.prompt.name);
  if (before.length === 0) return 'it is the first pin of this prompt';
  const inForce = before.findLast(({ facts }) => !facts.gate?.forced && isSameVariant(facts, variant));
  return inForce ? `it was in force before (offset ${inForce.offset})` : null;
}

function noteOf({ variant, run, failures, exemption }: Subject, forced: boolean | null, command: string): string {
  const label = labelOf(variant);
  if (run) {
    return `evidence ${label} passed in ${run.run}: ${run.rows} rows of ${run.dataset.name}, gate ${run.gate?.slice(0, 12)}${failedRuns(failures)}`;
  }
  if (exemption !== null) return `evidence none for ${label}, and none is needed: ${exemption}`;
  const said = forced === null ? 'none is required' : 'it is forced';
  return `evidence none for ${label}: no gate was passed by this version, policy and model${failedRuns(failures)}; ${said}. \`${command}\` makes it`;
}

function refusal({ facts }: UnsignedPin, missing: readonly Subject[], current: RegistryProjection): PinRefusedError {
  const lacking = missing.map(lackOf).join(', and ');
  const commands = missing.map(({ variant }) => `\`${commandFor(variant, facts, current)}\``).join(' and ');
  const problem =
    `its deployment says gate: required, and no gate was passed by ${lacking}. Run ${commands}, then pin again; ` +
    '`gauntlet pin … --force --reason WHY` goes without, on record';
  return new PinRefusedError(facts.prompt.name, problem);
}

function lackOf({ variant: { prompt, policy, model }, failures }: Subject): string {
  const parameters = JSON.stringify(model.parameters);
  return `${labelOf({ prompt })} (${prompt.hash.slice(0, 12)}) with policy ${labelOf({ prompt: policy })} on ${model.provider}/${model.model} with ${parameters}${failedRuns(failures)}`;
}

function failedRuns(failures: number): string {
  return failures > 0 ? `; runs of the same that failed: ${failures}` : '';
}

/** The command that would try just this variant. It takes parameters from the prompt version. */
function commandFor(
  { prompt, policy, model }: GatedVariant,
  { overrides }: Facts,
  current: RegistryProjection,
): string {
  const before = current.inForce(prompt.name)?.facts;
  const options = [
    ...(before && before.policy.hash === policy.hash ? [] : [`--policy ${labelOf({ prompt: policy })}`]),
    ...(isDeepStrictEqual(before?.overrides?.model, overrides?.model)
      ? []
      : [`--model ${model.provider}/${model.model}`]),
  ];
  return ['gauntlet eval run', labelOf({ prompt }), ...options].join(' ');
}

function labelOf({ prompt: { name, version } }: Pick<GatedVariant, 'prompt'>): string {
  return `${name}@${version}`;
}
