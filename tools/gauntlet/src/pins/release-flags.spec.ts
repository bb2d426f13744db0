import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addRampOptions, type RampFlags, rampOf } from './ramp-flags';
import { addShadowOptions, type ShadowFlags, shadowOf } from './shadow-flags';

function parsed<Flags extends object>(add: (command: Command) => Command, ...args: string[]): Flags {
  const command = add(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  return command.parse(args, { from: 'user' }).opts<Flags>();
}

const ramp = (...args: string[]) => rampOf(parsed<RampFlags>(addRampOptions, ...args));

describe('the options of a ramp', () => {
  it('have defaults, and take shares with and without a sign', () => {
    expect(ramp('--ramp', '1%,10, 50%,100%')).toEqual({
      steps: [1, 10, 50, 100],
      everyMs: 1_800_000,
      ...{ leastAnswers: 50, margin: 0, alpha: 0.05 },
    });
    expect(ramp()).toBeUndefined();
  });

  it.each(['10%,5%,100%', '10%,50%', '100%', '0%,100%', '1%,x,100%', ''])('refuse the shares "%s"', (shares) => {
    expect(() => ramp('--ramp', shares)).toThrow(/growing shares above 0 % that end with 100 %/);
  });

  it.each(['30', '0s', '8d', '1.5h', '-1m'])('refuse "%s" as a time', (time) => {
    expect(() => ramp('--ramp', '1%,100%', `--every=${time}`)).toThrow(/must be a time from 1s to 7d, as in 30m/);
  });

  it('refuse a ramp that is longer than answers are kept, and parts of none', () => {
    expect(() => ramp('--ramp', '1%,10%,100%', '--every', '4d')).toThrow(/more than 7 days/);
    expect(() => ramp('--every', '1m')).toThrow(/add --ramp/);
    expect(() => ramp('--ramp', '1%,100%', '--margin', '2')).toThrow(/from 0 to below 1/);
    expect(() => ramp('--ramp', '1%,100%', '--alpha', '0')).toThrow(/above 0/);
    expect(() => ramp('--ramp', '1%,100%', '--least-answers', '0')).toThrow(/from 1 on/);
  });
});

const PROMPT = { name: 'agent', version: 'v7' };
const shadow = (others: { canary?: string; percent?: number }, ...args: string[]) =>
  shadowOf(PROMPT, { ...parsed<ShadowFlags>(addShadowOptions, ...args), ...others });

describe('the options of a shadow', () => {
  it('have a default budget', () => {
    expect(shadow({ percent: 5 }, '--shadow', 'agent@v8')).toEqual({ version: 'v8', percent: 5, callsPerHour: 100 });
    expect(shadow({ canary: 'v8', percent: 5 })).toBeUndefined();
  });

  it('refuse what does not belong together', () => {
    expect(() => shadow({ percent: 5 }, '--shadow', 'other@v8')).toThrow(/must be a version of agent/);
    expect(() => shadow({}, '--shadow', 'agent@v8')).toThrow(/--percent 5/);
    expect(() => shadow({ canary: 'v6', percent: 5 }, '--shadow', 'agent@v8')).toThrow(/give one of them/);
    expect(() => shadow({}, '--budget-calls-per-hour', '5')).toThrow(/add --shadow/);
    expect(() => shadow({ percent: 5 }, '--shadow', 'agent@v8', '--budget-calls-per-hour', '0')).toThrow(/from 1 to/);
  });
});
