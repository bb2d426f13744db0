import { resolve } from 'node:path';
import { startDirect } from './direct.mjs';
import { startGauntletOn } from './gauntlet.mjs';
import { peersIn } from './peers/installed.mjs';

const HERE = resolve(import.meta.dirname, '../../..');
const BROKERS = { dev: 'dev-broker', kafka: 'Apache Kafka' };

/** Everything that takes turns, in the order of the turns. The direct call is first: the others are compared with it. */
export function systemsFor({ broker, before, peers }) {
  const brokers = broker === 'both' ? Object.keys(BROKERS) : [broker];
  const checkouts = [...(before ? [{ name: 'before', checkout: before }] : []), { name: 'Gauntlet', checkout: HERE }];
  return [
    { name: 'direct', start: startDirect },
    ...brokers.flatMap((kind) => checkouts.map((one) => gauntletOn(kind, one))),
    ...(peers ? peersIn(peers) : []),
  ];
}

function gauntletOn(broker, { name, checkout }) {
  const start = ({ upstream }) => startGauntletOn({ upstream, broker, checkout });
  return { name: `${name}, ${BROKERS[broker]}`, start };
}
