import { upperBound } from '@gauntlet/statistics';
import { rampPage } from './page';
import { PUBLISHED, publishedRamps, publishRamps } from './publish-ramps';
import { RAMPS, SETTINGS } from './settings';
import { type RampResult, simulateRamps } from './simulate';

interface RampOptions {
  readonly seed: number;
  readonly quick: boolean;
  readonly render: boolean;
}

/** Prints what was found, publishes a full simulation, and ends with 1 where equal canaries are rolled back too often. */
export async function simulateRampsCommand({ seed, quick, render }: RampOptions): Promise<void> {
  const result = render ? publishedRamps() : simulateRamps(seed, quick ? RAMPS.quick : RAMPS.full);
  console.log(rampPage(result));
  if (!quick) {
    await publishRamps(result);
    console.log(`written: ${PUBLISHED.page}, ${PUBLISHED.result}`);
  }
  const faults = brokenRamps(result, quick);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}

/** Few ramps can't show the bound itself, so they only have to be within it. */
function brokenRamps({ traffics, ramps }: RampResult, quick: boolean): string[] {
  const rateOf = (count: number) => (quick ? count / ramps : upperBound(count, ramps));
  return traffics
    .filter(({ truths }) => rateOf(truths.equal.count) > SETTINGS.alpha)
    .map(({ name, truths }) => `${name}: ${truths.equal.count} of ${ramps} equal canaries were rolled back`);
}
