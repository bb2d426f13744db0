import { describe, expect, it } from 'vitest';
import { limits } from './limits.mjs';

const row = (delayMs, system) => ({ rate: 100, delayMs, isHeld: true, cores: { system, own: 0.1, others: 0 } });
const sentenceOn = (rows) =>
  limits({ machine: { cores: 2 }, systems: { 'Gauntlet, dev-broker': { rows } } }, new Set(['highest'])).join('\n');

describe('what limits compact mode', () => {
  const overloaded = (system) => ({ rows: [{ ...row(50, system), rate: 400, isHeld: false }] });
  const sentenceOf = (systems) => limits({ machine: { cores: 2 }, systems }, new Set(['loop'])).join('\n');

  it('is its one event loop, as the cores show that it leaves unused', () => {
    const systems = { 'Gauntlet, dev-broker': overloaded(1.8), 'Gauntlet, compact, dev-broker': overloaded(1.4) };
    expect(sentenceOf(systems)).toContain('left 0.50 of the 2 cores unused, and six processes left 0.10');
  });

  it('is not said where too high a rate was not measured', () => {
    expect(sentenceOf({ 'Gauntlet, dev-broker': overloaded(1.8) })).toBe('');
  });
});

describe('what limits the highest rate', () => {
  it('is the cores where the highest row kept them busy, whatever a slower upstream left of them', () => {
    expect(sentenceOn([row(50, 1.6), row(0, 1.2), row(1000, 1.1)])).toMatch(
      /At 100\/s over an upstream of 50 ms.*The cores are the limit\./,
    );
  });

  it('is waiting where the cores were not full', () => {
    expect(sentenceOn([row(50, 1.2)])).toContain('The cores were not full at that rate');
  });
});
