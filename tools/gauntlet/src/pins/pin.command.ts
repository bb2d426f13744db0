import type { INestApplicationContext } from '@nestjs/common';
import {
  type PinChange,
  pinLine,
  type PinOrigin,
  type PinPlan,
  planPin,
  planRamp,
  planRollback,
  type RampRequest,
  type RegistryProjection,
} from '@gauntlet/registry';
import { authorship } from '../authorship';
import { withRegistry } from '../kafka/with-kafka';
import type { Terminal } from '../terminal/terminal';
import { pinWarnings } from './pin-warnings';
import { publishPin } from './publish-pin';
import { readGates } from './read-gates';

/** Why a pin changes, and who says so. */
export interface PinSignature {
  readonly reason: string;
  /** Default: the user of this process. */
  readonly by?: string;
}

/** How a pin is asked for. */
export interface PinRequest extends PinSignature {
  /** Pins what has not passed the gate that is required, on record. */
  readonly force?: boolean;
}

/**
 * Changes the pin of a prompt; what the change doesn't name stays as it is, or is the version's own ({@link PinChange}).
 * @throws PinRefusedError when it can't be set; a retry doesn't help.
 * @throws PinOvertakenError when somebody else pins the prompt meanwhile; a retry starts from that pin.
 * @throws RegistryUnreachableError, BrokerUnavailableError when Kafka is away; a retry helps.
 */
export function pin(change: PinChange, { reason, by, force = false }: PinRequest, terminal: Terminal): Promise<void> {
  const signed = authorship({ reason, by });
  return changePin(terminal, async (current, app) => {
    return planPin(change, signed, current, { results: await readGates(app), force });
  });
}

/** Gives a version the first share of a ramp, which drift-monitor goes on with; throws as {@link pin} does. */
export function ramp(asked: RampRequest, { reason, by, force = false }: PinRequest, terminal: Terminal): Promise<void> {
  const signed = authorship({ reason, by });
  return changePin(terminal, async (current, app) => {
    return planRamp(asked, signed, current, { results: await readGates(app), force });
  });
}

/** Takes a prompt back to the pin before the one in force, as one set by hand unless `via` is given; throws as {@link pin} does. */
export function rollback(
  prompt: string,
  { reason, by, via }: Partial<PinSignature> & { readonly via?: PinOrigin | undefined },
  terminal: Terminal,
): Promise<void> {
  return changePin(terminal, (current) => {
    const plan = (why: string) => planRollback(prompt, authorship({ by, reason: why }), current, via);
    if (reason) return plan(reason);
    return plan(`rollback to ${plan('rollback').event?.facts.prompt.version}`);
  });
}

type Plan = (current: RegistryProjection, app: INestApplicationContext) => PinPlan | Promise<PinPlan>;

async function changePin(terminal: Terminal, plan: Plan): Promise<void> {
  await withRegistry(async (state, app) => {
    const { before, event, notes } = await plan(state.projection, app);
    const { name } = before.facts.prompt;
    const newest = state.projection.pins.of(name).at(-1);
    for (const note of notes) terminal.line(note);
    if (!event) {
      terminal.line(`keep     ${pinLine(before)} is in force already (offset ${before.offset})`);
      return terminal.value({ changed: false, prompt: name, offset: before.offset, pin: before.facts });
    }
    const warnings = pinWarnings(before.facts, event.facts, state.projection);
    for (const warning of warnings) terminal.line(`warning  ${warning}`);
    const { offset, readAfterMs, replacedUnseen } = await publishPin({ event, before: newest }, state, app);
    for (const pin of replacedUnseen) terminal.line(`warning  replaced what was pinned at the same moment: ${pin}`);
    terminal.line(`before   ${pinLine(before)} (offset ${before.offset})`);
    terminal.line(`in force ${pinLine(event)} (offset ${offset}, read back after ${readAfterMs} ms)`);
    terminal.line(`by       ${event.facts.by}: ${event.facts.reason}`);
    terminal.value({ changed: true, prompt: name, offset, pin: event.facts, before: before.facts, warnings, notes });
  });
}
