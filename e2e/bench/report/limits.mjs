// What stands in the way of a target, in sentences with the figures of the run.
import { sum } from '../machine/processes.mjs';
import { count, number } from './markdown.mjs';
import { asBare, bareAt, heldRowAt, memoryOf, rowAt, storesOf, UPSTREAM_MS } from './rows.mjs';

/** PostgreSQL's and HTTP's, beside those to the broker. */
const OTHER_ROUND_TRIPS = 4;
const MAIN = 'Gauntlet, dev-broker';
const COMPACT = 'Gauntlet, compact, dev-broker';
const COMPACT_ON_KAFKA = 'Gauntlet, compact, Apache Kafka';
const BEFORE = 'before, dev-broker';

/** A list with one sentence for each name in `missed`. */
export function limits(result, missed) {
  const names = Object.keys(SENTENCES).filter((name) => missed.has(name));
  const sentences = names.map((name) => SENTENCES[name](result, result.systems[MAIN])).filter(Boolean);
  if (sentences.length === 0) return [];
  return [
    'What limits those that were not reached ([what was tried](adr/0022-what-a-request-costs.md)):',
    '',
    ...sentences.map((sentence) => `- ${sentence}`),
    '',
  ];
}

const SENTENCES = { waking, cores, trips, highest, loop, idle, memory, cold, bytes };

function waking({ calibration }) {
  const bare = bareAt(calibration, 5);
  return `**Latency at 5/s.** Every process sleeps between two requests. A request goes through five topics one after the other, and each hand-over wakes the broker and the next stage. Compact mode makes the same hand-overs. A bare round trip at this rate takes ${number(bare.p50.median)} ms and ${number(bare.cpuMs.median)} ms of CPU before any work is done.`;
}

function cores({ machine }, system) {
  const row = heldRowAt(system, 100);
  const use = row
    ? `At 100/s Gauntlet keeps ${number(row.cores.system)} of the ${machine.cores} cores busy, callers and upstream ${number(row.cores.own)}.`
    : `At 100/s over an upstream of 50 ms Gauntlet needs more than the ${machine.cores} cores give.`;
  return `**Latency at 100/s.** ${use} Callers, upstream, broker, PostgreSQL and the stages share these cores, so that each of a request's steps may wait for one; p95 is made of such waits.`;
}

function trips({ calibration }, system) {
  const row = heldRowAt(system, 100);
  if (!row?.stores?.broker) return null;
  const broker = sum(row.stores.broker.requests);
  const bare = bareAt(calibration, row.rate).cpuMs.median;
  const floor = (broker + OTHER_ROUND_TRIPS) * bare;
  return `**CPU of a request.** A request at 100/s makes ${number(broker)} round trips to the broker, two to PostgreSQL and two over HTTP. A bare round trip at that rate costs ${number(bare)} ms of CPU on this machine, so waking alone takes up to ${number(floor)} ms of the ${number(row.cpuTotal)} ms (which are as much as ${number(asBare(calibration, row))} bare round trips).`;
}

/** So much of all cores is as good as all of them: the last part is lost between two that wait for each other. */
const FULL_SHARE = 0.8;

function highest({ machine }, system) {
  const held = system?.rows.filter(({ isHeld, cores, delayMs }) => isHeld && cores && delayMs === UPSTREAM_MS) ?? [];
  const last = held.toSorted((one, other) => one.rate - other.rate).at(-1);
  if (!last) return null;
  const { system: own, own: callers, others } = last.cores;
  const isFull = own + callers + others > machine.cores * FULL_SHARE;
  const reason = isFull
    ? 'The cores are the limit.'
    : 'The cores were not full at that rate; above it the requests that wait make each step wait longer.';
  return `**Highest rate, and CPU at 400/s.** At ${last.rate}/s over an upstream of ${last.delayMs} ms, the highest row that it held, Gauntlet used ${number(own)}, callers and upstream ${number(callers)} and others ${number(Math.max(0, others))} of ${machine.cores} cores. ${reason}`;
}

/** More than any Gauntlet holds on two cores, so that what is the limit is used up. */
const TOO_MUCH = 400;

function loop({ machine, systems }, system) {
  const [six, compact] = [system, systems[COMPACT]].map((one) => rowAt(one, TOO_MUCH)?.cores);
  if (!six || !compact) return null;
  const unused = ({ system: own, own: callers, others }) => number(machine.cores - own - callers - Math.max(0, others));
  return `**Compact mode at 100/s and above.** The four services that serve share one event loop, so all their JavaScript runs on one core. Under ${TOO_MUCH}/s, which is too much for both, compact mode left ${unused(compact)} of the ${machine.cores} cores unused, and six processes left ${unused(six)}. So the loop is the limit, and not the cores.${rounds(systems)}`;
}

function rounds(systems) {
  const [dev, kafka] = [COMPACT, COMPACT_ON_KAFKA].map((name) => rowAt(systems[name], 100));
  if (!dev?.of || !kafka?.of || dev.isHeld === kafka.isHeld) return '';
  return ` 100/s is about as much as the loop can do: ${dev.held} of ${dev.of} rounds held it on the dev-broker, and ${kafka.held} of ${kafka.of} on Apache Kafka. Why the two differ was not examined; with so few rounds, chance can be all of it.`;
}

function idle({ calibration }) {
  return `**Idle CPU.** Consumers that wait for records ask the broker again and again, and each group tells the broker that it lives. Each of these wakes two processes, at about ${number(bareAt(calibration, 5).cpuMs.median)} ms of CPU. On Apache Kafka the broker's own idle JVM counts, too.`;
}

function memory(result, system) {
  const held = memoryOf(system?.memory);
  if (!held) return null;
  const later = memoryOf(result.growth?.systems[MAIN]?.filled.memory);
  const grown = later ? `, and ${number(later.services / later.processes)} MB after ${count(later.answered)}` : '';
  return `**Memory.** ${held.processes} Node processes hold ${number(held.services / held.processes)} MB each after ${count(held.answered)} answers${grown}. Each has a runtime, Nest, kafkajs and compiled code of its own, which is there before the first answer; fewer processes are what saves memory, as compact mode shows.`;
}

function cold() {
  return '**First second.** The code of every process is compiled while the first requests wait for it; on two cores all processes compile at once.';
}

function bytes({ systems }, system) {
  const [now, then] = [system, systems[BEFORE]].map(storesOf);
  const kB = ({ topics }) => `${number(sum(topics) / 1000)} kB`;
  const grown = now && then ? ` A request writes ${kB(now)} to the broker, and ${kB(then)} with \`before\`.` : '';
  return `**Bytes.** The last event is the whole record with the exact prompt and the answer, and the store keeps it; each earlier event carries the texts that the next stage needs (ADR 17).${grown} Every event carries the verdicts of the checks before it, which take 100 to 205 bytes each; \`default@v2\` has 13 checks, and \`default@v1\` had seven. \`MESSAGING_COMPRESSION=lz4\` takes two fifths off what is written to the broker and read from it; this run packed nothing, as is the default, since plain kafkajs does not read lz4 (ADR 12). ADR 7 says what the bytes in PostgreSQL are made of.`;
}
