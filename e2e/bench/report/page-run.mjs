// How the run was made, and how it was measured.
import { planFor } from '../plan.mjs';
import { count, heading, manyRounds, number } from './markdown.mjs';
import { UPSTREAM_MS } from './rows.mjs';

export function intro(result) {
  const { takenAt, commit, before, machine, plan } = result;
  const { cpu, cores, memoryGiB, system, node } = machine;
  const other = before ? ` What is called \`before\` is commit ${before}, measured by turns in the same run.` : '';
  return [
    '# Performance',
    '',
    'This page is written by `npm run bench -- --render` from [the result of one run](performance/result.json). Nobody edits it.',
    `\`${commandOf(result)}\` makes such a run after \`npm run build\`, and publishes it. It says first how long it will take.`,
    '',
    `Taken on ${takenAt.slice(0, 10)} at commit ${commit}: ${cores} cores (${cpu}), ${memoryGiB} GiB, ${system}, Node ${node}.${other}`,
    'Gauntlet ran with every check, every score and every record. The other gateways ran in their default state: they check nothing and keep no record.',
    '',
    `The run had ${manyRounds(plan.rounds)}; each started each system anew, one at a time. A figure is the median of the rounds that gave it. "2 of 5" after it says that five rounds were to give it, and two did. What takes long to measure was planned for the first round or the first two alone, as in "2 of 2". CPU of a request is the median of the rounds' totals. Bytes, round trips and memory are sums of the medians of their parts.`,
    '',
    '![Added latency by rate](performance/latency.svg)',
    '',
  ];
}

/** The options with which this result was measured; those of the plan stand in it where they are not the usual ones. */
function commandOf({ systems, before, plan }) {
  const isThere = (part) => Object.keys(systems).some((name) => name.includes(part));
  const usual = planFor({});
  const [requests, usually] = [plan, usual].map(({ fill }) => fill?.requests ?? 0);
  const kafka = isThere('dev-broker') ? 'both' : 'kafka';
  return [
    'npm run bench --',
    ...(isThere('Apache Kafka') ? [`--broker ${kafka}`] : []),
    ...(before ? ['--before <checkout>'] : []),
    ...(isThere('compact') ? ['--compact'] : []),
    ...(isThere('Portkey') ? ['--peers'] : []),
    ...(plan.rounds === usual.rounds ? [] : [`--rounds ${plan.rounds}`]),
    ...(requests === usually ? [] : [`--fill ${requests}`]),
    '--publish',
  ].join(' ');
}

export function method({ systems, plan }) {
  const busy = Object.values(systems).flatMap(({ rows }) => rows.flatMap(({ cores }) => (cores ? [cores.others] : [])));
  return [
    ...heading('How it is measured'),
    '- Callers and upstream are processes of their own on the same machine; they are in no figure of CPU or memory.',
    '- Open loop: requests are sent at a fixed rate, whatever comes back, and a latency counts from the time at which its request was due. Whoever owes the answers of two seconds is sent no more, which counts as not held.',
    `- How long a row takes in each round, and of how many requests its p95 is: ${lengths(plan)}.`,
    '- Before anything but the first second is measured, a Gauntlet gets 20/s, 50/s and 100/s for some seconds, so that its code is compiled; the others get 100/s.',
    '- Each body is parsed and compared with the expected text and usage; from Gauntlet it must also be an answer of the model, not a canned one.',
    '- Added latency is a percentile minus the same percentile of the direct call in the same round. A round in which not even the direct call held a rate does not count for that rate.',
    '- CPU is what all processes of a system used from the first request to the last answer (Linux counts it in steps of 10 ms), divided by the requests.',
    `- While a row was measured, others kept ${number(Math.max(0, Math.min(...busy)))} to ${number(Math.max(0, ...busy))} cores busy, by row.`,
    '- Each system ran alone on a folder of its own; the database is the embedded PostgreSQL, the Apache Kafka is one node with the flags that the tests use.',
    '',
  ];
}

function lengths({ rows, highest }) {
  const length = ({ rate, seconds, delayMs }) => {
    const upstream = delayMs === UPSTREAM_MS ? '' : ` over an upstream of ${delayMs} ms`;
    return `${rate}/s${upstream} for ${seconds} s (${count(rate * seconds)})`;
  };
  const tries = highest ? `. Each try of the search for the highest rate takes ${highest.seconds} s` : '';
  return `${rows.map(length).join(', ')}${tries}`;
}
