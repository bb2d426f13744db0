import { describe, expect, it } from 'vitest';
import { KNOWN_CHECKS } from '@gauntlet/artefacts';
import { INPUT_CHECKS, OUTPUT_CHECKS } from './all-checks';

describe('the checks', () => {
  it('are those that a policy may name', () => {
    expect([...INPUT_CHECKS.keys()].sort()).toEqual(Object.keys(KNOWN_CHECKS.input).sort());
    expect([...OUTPUT_CHECKS.keys()].sort()).toEqual(Object.keys(KNOWN_CHECKS.output).sort());
  });
});
