import { startProcess } from '../bench-process.mjs';
import { atEnd } from '../endings.mjs';

/** As fast as they go, so that the code is compiled. */
const WARM_UP = { rate: null, count: 2000 };
const LEAST_COUNT = 15;

/**
 * What a bare round trip between two processes costs on this machine now: milliseconds of CPU of both, and how long it
 * takes, at each of some rates. A process that sleeps between two of them has to be woken, which is what makes the low
 * rates dear.
 */
export async function calibrate({ rates, seconds }) {
  const [far, near] = [
    await startProcess('calibration/echo.main.mjs'),
    await startProcess('calibration/round-trips.main.mjs'),
  ];
  const stops = [far, near].map(({ stop }) => atEnd(stop));
  await near.ask({ port: far.port, ...WARM_UP });
  const measured = [];
  for (const rate of rates)
    measured.push(await atRate(far, near, { rate, count: Math.max(LEAST_COUNT, rate * seconds) }));
  for (const stop of stops) await stop();
  return measured;
}

async function atRate(far, near, { rate, count }) {
  const before = await far.ask({});
  const { latency, cpu } = await near.ask({ port: far.port, rate, count });
  const after = await far.ask({});
  const used = cpu.user + cpu.system + after.user + after.system - before.user - before.system;
  return { rate, cpuMs: used / 1000 / count, p50: latency.p50, p95: latency.p95 };
}
