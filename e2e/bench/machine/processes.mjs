// What processes have used, from /proc (Linux).
import { readdirSync, readFileSync } from 'node:fs';

/** `getconf CLK_TCK`: 100 on every Linux that Node runs on. */
const MS_PER_TICK = 10;
const OF_GAUNTLET = /(?:services|libs|tools)\/([\w-]+)\/dist\/([\w-]+)/;

/**
 * Milliseconds of CPU that these processes and all below them have used so far, by name. Time of children that have
 * ended is in what their parent waited for.
 */
export function cpuOf(roots) {
  const used = {};
  for (const { name, stat } of below(roots)) used[name] = (used[name] ?? 0) + stat.cpuMs;
  return used;
}

/** Megabytes by name: resident, and proportional (a page that n processes share counts as 1/n of it for each). */
export function memoryOf(roots) {
  const held = {};
  for (const { name, pid } of below(roots)) {
    const rollup = read(pid, 'smaps_rollup') ?? '';
    held[name] ??= { rss: 0, pss: 0 };
    held[name].rss += megabytes(rollup, 'Rss');
    held[name].pss += megabytes(rollup, 'Pss');
  }
  return held;
}

/** Milliseconds of CPU that everything on this machine has used since it started. */
export function cpuOfMachine() {
  const [user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8')
    .split('\n')[0]
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) * MS_PER_TICK;
}

/** Numbers by name, after minus before; who was not there before had used nothing. */
export function difference(after, before) {
  return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]));
}

export function sum(numbers) {
  return Object.values(numbers).reduce((total, number) => total + number, 0);
}

function below(roots) {
  const children = everyProcess();
  const found = [];
  const visit = (one, name) => {
    found.push({ ...one, name });
    for (const child of children.get(one.pid) ?? []) visit(child, nameOf(child.pid) ?? name);
  };
  for (const { pid, name } of roots) {
    const stat = statOf(pid);
    if (stat) visit({ pid, stat }, name);
  }
  return found;
}

/** Those that run now, by the id of their parent. */
function everyProcess() {
  const byParent = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = statOf(pid);
    if (!stat) continue;
    if (!byParent.has(stat.parent)) byParent.set(stat.parent, []);
    byParent.get(stat.parent).push({ pid: Number(pid), stat });
  }
  return byParent;
}

/** By the script that it runs; what has none, such as PostgreSQL's own processes, belongs to its parent. */
function nameOf(pid) {
  const [, project, script] = OF_GAUNTLET.exec(read(pid, 'cmdline') ?? '') ?? [];
  return script === 'postgres' ? 'postgres' : project;
}

function statOf(pid) {
  const text = read(pid, 'stat');
  if (!text) return null;
  // The name before it is in brackets and may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = fields
    .slice(11, 15)
    .map(Number)
    .reduce((total, number) => total + number, 0);
  return { parent: Number(fields[1]), cpuMs: ticks * MS_PER_TICK };
}

/** Null for a process that has ended meanwhile. */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(error.code)) return null;
    throw error;
  }
}

function megabytes(rollup, field) {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 1024;
}
