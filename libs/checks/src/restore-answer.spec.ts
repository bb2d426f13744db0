import { describe, expect, it } from 'vitest';
import { parsePolicyFile } from '@gauntlet/artefacts';
import { asking } from '../test/subjects';
import { restoredAnswer } from './restore-answer';

const policyWith = (checks: string) =>
  parsePolicyFile(`
name: p
version: v1
description: for specs
refusalAnswer: No.
input:
  checks: [${checks}]
output:
  checks: [{ check: refusal, action: flag }]
`);
const RESTORING =
  '{ check: secrets, action: redact }, { check: personal-data, action: redact, options: { restore: true } }';
const KEY = `sk-proj-${'a1B2c3D4'.repeat(6)}`;
const ASKED = asking(`I am "ann"@example.org, my key is ${KEY}. Write to bob@example.org as well.`);

describe('restoredAnswer', () => {
  const restored = (answer: string, checks = RESTORING) => restoredAnswer(answer, () => policyWith(checks), ASKED);

  it('puts the values of the caller back', async () => {
    expect(await restored('I wrote to [EMAIL_2].')).toBe('I wrote to bob@example.org.');
  });

  it('leaves what the policy does not restore, and what stands for nothing', async () => {
    const answer = 'Your key [OPENAI_KEY_1], [EMAIL_3] and [1].';
    expect(await restored(answer)).toBe(answer);
    expect(await restored('To [EMAIL_2].', '{ check: personal-data, action: redact }')).toBe('To [EMAIL_2].');
  });

  it('keeps JSON what it is', async () => {
    const answer = await restored('{"to":"[EMAIL_1]"}');
    expect(JSON.parse(answer)).toEqual({ to: '"ann"@example.org' });
  });
});
