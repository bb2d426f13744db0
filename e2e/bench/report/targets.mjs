// What the path was to reach, and what it was when the targets were set.
import { sum } from '../machine/processes.mjs';
import { limits } from './limits.mjs';
import { count, dash, heading, number, table } from './markdown.mjs';
import { heldRowAt, memoryOf, rowAt, storesOf } from './rows.mjs';

const BROKERS = ['dev-broker', 'Apache Kafka'];
const DEPLOYMENTS = [
  { title: 'Six processes', name: 'Gauntlet', must: 'six', about: [], limits: {} },
  {
    title: 'Compact mode (two processes)',
    ...{ name: 'Gauntlet, compact', must: 'compact', limits: { cores: 'loop', highest: 'loop' } },
    about: ['"then" and `before` are of six processes here, too.', ''],
  },
];

/** What a row says; null for one that was not sustained, undefined for one that was not measured. */
const ofRow = (rate, read) => (system) => {
  const row = rowAt(system, rate);
  if (!row || row.of === 0) return undefined;
  return row.isHeld ? read(row) : null;
};
const added = (rate, part) => ofRow(rate, (row) => row.added?.[part]);
const cpu = (rate) => ofRow(rate, (row) => row.cpuTotal);
const stored = (read) => (system) => {
  const stores = storesOf(system);
  return stores && read(stores);
};
const kB = (bytes) => (bytes === undefined ? undefined : bytes / 1000);

/**
 * `then` is what was measured on the day on which the targets were set, the middle of a range where it was one. `six` and `compact` are the targets; where one is
 * missing, none was set. `more` says that more is better. `limit` names the sentence that says what stands in the way.
 */
const TARGETS = [
  { name: 'added p50 at 5/s, ms', of: added(5, 'p50'), then: 16, six: 10, compact: 10, limit: 'waking' },
  { name: 'added p95 at 5/s, ms', of: added(5, 'p95'), then: 20, six: 16, compact: 16, limit: 'waking' },
  { name: 'added p50 at 100/s, ms', of: added(100, 'p50'), then: 47, six: 20, compact: 16, limit: 'cores' },
  { name: 'added p95 at 100/s, ms', of: added(100, 'p95'), then: 143, six: 60, compact: 45, limit: 'cores' },
  { name: 'CPU a request at 100/s, ms', of: cpu(100), then: 17, six: 10, compact: 8, limit: 'trips' },
  { name: 'CPU a request at 400/s, ms', of: cpu(400), then: 4.3, six: 3.5, compact: 3, limit: 'highest' },
  {
    name: 'highest rate held, requests a second',
    of: ({ highest }) => highest.median ?? undefined,
    ...{ then: 200, six: 350, compact: 450, more: true, limit: 'highest' },
  },
  { name: 'idle CPU, % of a core', of: idle, then: 7.9, six: 4, compact: 2, limit: 'idle' },
  { name: 'memory of the Node processes, MB', of: memory, then: 1540, six: 1000, compact: 450, limit: 'memory' },
  { name: 'p50 in the first second, as a multiple of the warm p50 at 50/s', of: firstSecond, six: 3, limit: 'cold' },
  {
    name: 'broker, written, kB a request',
    of: stored(({ topics }) => kB(sum(topics))),
    ...{ then: 20, six: 13.3, limit: 'bytes' },
  },
  {
    name: 'broker, read, kB a request',
    of: stored(({ broker }) => kB(broker?.readBytes)),
    ...{ then: 61, six: 40.7, limit: 'bytes' },
  },
  {
    name: 'PostgreSQL, kB a request',
    of: stored(({ tables }) => kB(sum(tables))),
    ...{ then: 11.5, six: 7.7, limit: 'bytes' },
  },
  {
    name: 'write-ahead log, kB a request',
    of: stored(({ walBytes }) => kB(walBytes)),
    ...{ then: 13.6, six: 9.1, limit: 'bytes' },
  },
];

function idle({ idleCores }) {
  return idleCores.median === null ? undefined : idleCores.median * 100;
}

/** After the rows: there every Gauntlet has given about as many answers. */
function memory(system) {
  return memoryOf(system.memory)?.services;
}

function firstSecond(system) {
  const warm = heldRowAt(system, 50)?.total.p50;
  return warm && system.firstSecond.median !== null ? system.firstSecond.median / warm : undefined;
}

export function targetSections(result) {
  const parts = DEPLOYMENTS.map((deployment) => judged(result, deployment)).filter(({ lines }) => lines.length > 0);
  if (parts.length === 0) return [];
  return [
    ...heading('Targets'),
    ...ABOUT_TARGETS,
    ...aboutMachine(result),
    ...aboutMemory(result),
    ...parts.flatMap(({ title, about, lines }) => [`### ${title}`, '', ...about, ...table(COLUMNS, lines)]),
    ...limits(result, new Set(parts.flatMap(({ missed }) => missed))),
  ];
}

const ABOUT_TARGETS = [
  'The targets were set on another day. So each is judged in two ways: by the figure itself, and by its ratio to what `before` took in this same run.',
  '',
  '| column or word | means |',
  '| --- | --- |',
  '| then | what the version that is called `before` took on the day on which the targets were set. Where that was a range, this is its middle: 32 to 62, 115 to 171 and 16 to 18 ms at 100/s. The highest rate was only known to be below 200/s. |',
  '| as a ratio | the target divided by "then" |',
  '| ratio | the figure divided by that of `before`, both of this run |',
  '| reached | the figure is as the target asks |',
  '| only the ratio | the figure is not, but "ratio" is as "as a ratio" asks: the path became cheaper by as much as was asked, on a slower machine |',
  '| not sustained | the system did not hold this rate ([when a rate is held](#added-latency)) |',
  '',
  'How many rounds a figure comes from is in the tables further down.',
  '',
];

/** The same releases of other gateways show how fast the machine was on the day on which the targets were set. */
function aboutMachine({ systems }) {
  const named = (start) => Object.entries(systems).find(([name]) => name.startsWith(start)) ?? [];
  const [liteLlmName, liteLlm] = named('LiteLLM');
  const [portkeyName, portkey] = named('Portkey');
  const held = liteLlm?.highest.median;
  const cost = portkey && cpu(100)(portkey);
  const shown = [
    ...(held ? [`${liteLlmName} held 142 requests a second then and ${number(held)} in this run.`] : []),
    ...(cost
      ? [`${portkeyName} took 1.8 ms of CPU for a request at 100/s then and ${number(cost)} ms in this run.`]
      : []),
  ];
  return shown.length > 0 ? [`The machine was faster then: ${shown.join(' ')}`, ''] : [];
}

/** The target for memory speaks of more answers than a run of an hour can store in every system. */
function aboutMemory({ systems, growth }) {
  const gauntlets = Object.entries(systems).filter(([name]) => BROKERS.some((broker) => name.endsWith(broker)));
  const answered = gauntlets.flatMap(([, system]) => memoryOf(system.memory)?.answered ?? []);
  if (answered.length === 0) return [];
  const [least, most] = [Math.min(...answered), Math.max(...answered)].map(count);
  const further = Object.entries(growth?.systems ?? {}).map(([name, { filled }]) => {
    const { services, answered: after } = memoryOf(filled.memory);
    return ` In [a run of its own](#growth) ${name} held ${number(services)} MB after ${count(after)} answers.`;
  });
  return [
    `Memory is as it was after ${least} to ${most} answers, by system; its target, and what it was then, are for 50,000 answers.${further.join('')}`,
    '',
  ];
}

const COLUMNS = [
  ...['figure', 'target', 'then', 'as a ratio'],
  ...BROKERS.flatMap((broker) => [broker, 'before', 'ratio', 'verdict']),
];

function judged({ systems }, { title, about, name, must, limits: own }) {
  const brokers = BROKERS.map((broker) => ({
    system: systems[`${name}, ${broker}`],
    before: systems[`before, ${broker}`],
  }));
  const missed = [];
  if (!brokers.some(({ system }) => system)) return { title, about, lines: [], missed };
  const lines = TARGETS.filter((target) => target[must] !== undefined).map((target) => {
    const cells = brokers.map((pair) => verdictOf(target, target[must], pair));
    if (cells.some(({ verdict }) => verdict !== 'reached' && verdict !== dash))
      missed.push(own[target.limit] ?? target.limit);
    const asked = target.then ? number(target[must] / target.then) : dash;
    const shown = cells.flatMap(({ value, then, ratio, verdict }) => [told(value), told(then), number(ratio), verdict]);
    return [target.name, `${target.more ? '≥' : '≤'} ${target[must]}`, number(target.then), asked, ...shown];
  });
  return { title, about, lines, missed };
}

function told(value) {
  return value === null ? 'not sustained' : number(value);
}

/**
 * Whether a target is reached: as the figure, as a ratio to `before` alone, or not. A figure is null for a rate that was
 * not sustained, and undefined where nothing was measured.
 */
export function verdictOf(target, must, { system, before }) {
  const value = system && target.of(system);
  const then = before && target.of(before);
  const ratio = Number.isFinite(value) && then ? value / then : undefined;
  return { value, then, ratio, verdict: wordFor(target, must, { value, ratio }) };
}

function wordFor({ then, more }, must, { value, ratio }) {
  if (value === undefined) return dash;
  if (value === null) return 'not reached';
  const isReached = (one, asked) => (more ? one >= asked : one <= asked);
  if (isReached(value, must)) return 'reached';
  return then && ratio !== undefined && isReached(ratio, must / then) ? 'only the ratio' : 'not reached';
}
