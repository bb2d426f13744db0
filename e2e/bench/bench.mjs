// The repository's own benchmark; `npm run bench -- --help` tells its options.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { startProcess } from './bench-process.mjs';
import { calibrate } from './calibration/calibrate.mjs';
import { atEnd, endAll } from './endings.mjs';
import { machine } from './machine/description.mjs';
import { measureSystem } from './measure/system.mjs';
import { optionsFrom } from './options.mjs';
import { planFor, planOfRound, plannedMinutes } from './plan.mjs';
import { assertPublishable } from './publish/publishable.mjs';
import { publish, publishFile, publishGrowth, renderPublished } from './publish/publish.mjs';
import { manyRounds } from './report/markdown.mjs';
import { linesOf, warningsOf } from './report/terminal.mjs';
import { inTurns, systemsFor } from './systems/all.mjs';

async function main(options) {
  if (options.growth) return publishGrowth(options.growth);
  if (options.render) return options.render === true ? renderPublished() : publishFile(options.render);
  if (process.platform !== 'linux')
    throw new Error('CPU and memory are read from /proc, which only Linux has: run it there');
  const [plan, systems] = [planFor(options), systemsFor(options)];
  // Before the hour that the run takes.
  if (options.publish) assertPublishable(plan, plan.rounds);
  const rounds = [];
  const result = { takenAt: new Date().toISOString(), ...commits(options), machine: machine(), plan, rounds };
  const names = systems.map(({ name }) => name).join('; ');
  console.log(`about ${Math.round(plannedMinutes(plan, systems))} minutes, ${manyRounds(plan.rounds)}: ${names}`);
  const keep = () => options.out && writeFileSync(options.out, `${JSON.stringify(result)}\n`);
  await measureRounds(plan, systems, { rounds, keep });
  warningsOf(result).forEach((line) => console.log(`\n${line}`));
  if (options.publish) await publish(result);
}

/** Of this checkout and of the other one, as they are when the run begins; `-dirty` follows where a file differs from its commit. */
function commits({ before }) {
  const describe = ['describe', '--always', '--dirty', '--exclude=*'];
  const commitIn = (cwd) => execFileSync('git', describe, { cwd, encoding: 'utf8' }).trim();
  return { commit: commitIn(import.meta.dirname), before: before ? commitIn(before) : null };
}

/** `rounds` grows as they are measured; `keep` is called after every system. */
async function measureRounds(plan, systems, { rounds, keep }) {
  const [load, upstream] = [await startProcess('load/load.main.mjs'), await startProcess('upstream.main.mjs')];
  for (const one of [load, upstream]) atEnd(one.stop);
  const own = [load, upstream].map(({ pid }) => ({ pid, name: 'bench' }));
  const startedAt = performance.now();
  for (let round = 1; round <= plan.rounds && !ending; round += 1) {
    const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
    console.log(`\nround ${round} of ${plan.rounds}, after ${minutes} minutes`);
    const measured = { calibration: await calibrate(plan.calibration), systems: {} };
    rounds.push(measured);
    linesOf({ calibration: measured.calibration }).forEach((line) => console.log(line));
    for (const system of inTurns(systems, round)) {
      console.log(`\n${system.name} (round ${round} of ${plan.rounds})`);
      await takeTurn(planOfRound(plan, round), system, { load, upstream, own, measured: measured.systems });
      if (ending) return;
      keep();
    }
  }
}

/** One system that fails is marked as failed, with what it had told until then; the others go on. */
async function takeTurn(plan, { name, start }, { load, upstream, own, measured }) {
  const { direct } = measured;
  const found = (measured[name] = {});
  const tell = (part) => !ending && linesOf(part, direct).forEach((line) => console.log(`  ${line}`));
  let system;
  try {
    const startedAt = performance.now();
    system = await start({ upstream });
    found.readyMs = performance.now() - startedAt;
    await measureSystem({ load, upstream, own, system }, plan, { measured: found, direct, tell });
  } catch (error) {
    found.failed = error.message;
  }
  await system?.stop().catch((error) => (found.failed ??= error.message));
  if (found.failed && !ending) console.error(`  failed: ${found.failed}`);
}

let ending = null;
function end(code) {
  ending ??= endAll().then(() => process.exit(code));
}
process.once('SIGINT', () => end(130)).once('SIGTERM', () => end(143));

main(optionsFrom(process.argv.slice(2))).then(
  () => end(0),
  (error) => {
    if (!ending) console.error(error.message);
    end(1);
  },
);
