import { resolve } from 'node:path';
import { startDirect } from './direct.mjs';
import { startGauntletOn } from './gauntlet.mjs';
import { peersIn } from './peers/installed.mjs';

const HERE = resolve(import.meta.dirname, '../../..');
const BROKERS = { dev: 'dev-broker', kafka: 'Apache Kafka' };
const FAR = [
  { name: 'PostgreSQL 200 ms away', checkout: HERE, far: 'postgres' },
  { name: 'broker 200 ms away', checkout: HERE, far: 'broker' },
];

/** What a start and an end take, in seconds. */
const START_SECONDS = { dev: 17, kafka: 24, peer: 8 };

/** Everything that takes turns. The direct call is first: the others are compared with it. */
export function systemsFor({ broker, before, compact, slow, peers }) {
  const brokers = broker === 'both' ? Object.keys(BROKERS) : [broker];
  const gauntlets = [
    ...(before ? [{ name: 'before', checkout: before }] : []),
    { name: 'Gauntlet', checkout: HERE },
    ...(compact ? [{ name: 'Gauntlet, compact', checkout: HERE, args: ['--compact'] }] : []),
    ...(slow ? FAR : []),
  ];
  return [
    { name: 'direct', start: startDirect, isDirect: true, startSeconds: 0 },
    ...brokers.flatMap((kind) => gauntlets.map((one) => gauntletOn(kind, one))),
    ...(peers ? peersIn(peers).map((peer) => ({ ...peer, startSeconds: START_SECONDS.peer })) : []),
  ];
}

/** The same systems with the direct call first and, in every other round, the rest the other way round: what comes in waves hits all. */
export function inTurns([direct, ...others], round) {
  return [direct, ...(round % 2 ? others : others.toReversed())];
}

/** `args` are further ones of the launcher; `far` is the store that is far away. */
function gauntletOn(broker, { name, checkout, args, far }) {
  const start = ({ upstream }) => startGauntletOn({ upstream, broker, checkout, args, far });
  return { name: `${name}, ${BROKERS[broker]}`, start, isGauntlet: true, startSeconds: START_SECONDS[broker] };
}
