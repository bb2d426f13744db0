// The repository's own benchmark; `npm run bench -- --help` tells its options.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { atEnd, endAll } from './endings.mjs';
import { startProcess } from './bench-process.mjs';
import { machine } from './machine/description.mjs';
import { measureSystem } from './measure/system.mjs';
import { optionsFrom } from './options.mjs';
import { planFor } from './plan.mjs';
import { publish, renderPublished } from './report/publish.mjs';
import { linesOf } from './report/terminal.mjs';
import { inTurns, systemsFor } from './systems/all.mjs';

async function main(options) {
  if (options.render) return renderPublished();
  if (process.platform !== 'linux')
    throw new Error('CPU and memory are read from /proc, which only Linux has: run it there');
  const plan = planFor(options);
  const rounds = await measureRounds(plan, systemsFor(options));
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const result = { takenAt: new Date().toISOString(), commit, machine: machine(), plan, rounds };
  if (options.out) writeFileSync(options.out, `${JSON.stringify(result)}\n`);
  if (options.publish) await publish(result);
}

async function measureRounds(plan, systems) {
  const [load, upstream] = [await startProcess('load/load.main.mjs'), await startProcess('upstream.main.mjs')];
  for (const one of [load, upstream]) atEnd(one.stop);
  const own = [load, upstream].map(({ pid }) => ({ pid, name: 'bench' }));
  const rounds = [];
  for (let round = 1; round <= plan.rounds; round += 1) {
    // It takes minutes, and once is enough.
    const here = { ...plan, fill: round === plan.rounds ? plan.fill : null };
    rounds.push(
      await takeTurns(here, inTurns(systems, round), { load, upstream, own }, `round ${round} of ${plan.rounds}`),
    );
  }
  return rounds;
}

async function takeTurns(plan, systems, processes, title) {
  const measured = {};
  for (const { name, start } of systems) {
    console.log(`\n${name} (${title})`);
    const startedAt = performance.now();
    const system = await start(processes);
    const readyMs = performance.now() - startedAt;
    const { direct } = measured;
    const tell = (found) => !ending && linesOf(found, direct).forEach((line) => console.log(`  ${line}`));
    measured[name] = { readyMs, ...(await measureSystem({ ...processes, system }, plan, { direct, tell })) };
    await system.stop();
  }
  return measured;
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
