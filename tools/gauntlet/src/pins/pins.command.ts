import { isSetByHand, pinLine, type PinRecord, UnknownPromptError } from '@gauntlet/registry';
import type { RegistryState } from '../kafka/registry-state';
import { withRegistry } from '../kafka/with-kafka';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';

/** Lists every pin that a prompt (or any prompt) ever had, newest first, with who set it and why. @throws UnknownPromptError */
export async function pinsHistory(prompt: string | undefined, terminal: Terminal): Promise<void> {
  await withRegistry(async (state) => {
    const pins = pinsOf(state, prompt);
    const inForce = new Set(state.projection.pins.prompts().map((name) => inForceOffset(state, name)));
    const rows = pins.map((pin) => rowOf(pin, inForce.has(pin.offset)));
    for (const line of table([['offset', '', 'at', 'by', 'how', 'reason', 'pin'], ...rows])) terminal.line(line);
    terminal.value(pins.map(({ offset, facts }) => ({ offset, in_force: inForce.has(offset), ...facts })));
    return Promise.resolve();
  });
}

function pinsOf({ projection: { pins } }: RegistryState, prompt: string | undefined): PinRecord[] {
  if (prompt !== undefined && pins.of(prompt).length === 0) throw new UnknownPromptError(prompt, pins.prompts());
  const names = prompt === undefined ? pins.prompts() : [prompt];
  return names.flatMap((name) => pins.of(name)).sort((a, b) => b.offset - a.offset);
}

function inForceOffset({ projection }: RegistryState, prompt: string): number | undefined {
  return projection.inForce(prompt)?.offset;
}

function rowOf(pin: PinRecord, inForce: boolean): string[] {
  const { at, by, reason } = pin.facts;
  return [String(pin.offset), inForce ? '*' : '', at, by, howSet(pin), reason, pinLine(pin)];
}

function howSet(pin: PinRecord): string {
  if (pin.facts.via === 'drift-monitor') return 'automatic';
  return isSetByHand(pin) ? 'by hand' : 'deployed';
}
