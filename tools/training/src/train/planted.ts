import type { SeededRandom } from '@gauntlet/statistics';
import type { Labelled } from './sample';

const PARTS = /\n+|(?<=[.!?]["']?)\s+/;
const JOINS = [' ', '\n', '\n\n'];
const MAX_PLANTED = 500;
const MAX_DOCUMENT = 1_500;
// Plain prose; what is planted into JSON or code is generated with its escapes.
const HOSTS = ['indirect-bipia-email-contexts-train', 'toxicity-openai-moderation-half', 'README files'];
// Its rows are instructions alone; those of other files stand in a document already.
const BARE_IN_DOCUMENTS = 'indirect-bipia-attacks-train';
const REQUESTS = ['benign-alpaca-eval', 'benign-self-instruct'];

/** What anybody may ask a model for. */
export function ordinaryRequests(labelled: readonly Labelled[]): Labelled[] {
  return labelled.filter(({ source }) => REQUESTS.includes(source));
}

/** Documents with an attack planted into each. */
export function plantedAttacks(labelled: readonly Labelled[], random: SeededRandom): Labelled[] {
  const hosts = labelled.filter(({ source, label, text }) => HOSTS.includes(source) && label === 0 && text.length > 80);
  return labelled
    .filter(isAttack)
    .filter(({ text }) => text.length < MAX_PLANTED)
    .map(({ text, source }) => {
      const host = random.pick(hosts);
      const planted = plant(host.text.slice(0, MAX_DOCUMENT), text, random);
      return { source, host: host.source, text: planted, label: 1, channel: 'document' };
    });
}

function isAttack({ label, channel, source }: Labelled): boolean {
  const bare = channel === 'user' || source === BARE_IN_DOCUMENTS;
  return label === 1 && bare && !source.startsWith('toxicity');
}

/** A document with a text of somebody else between two of its parts, before the first or behind the last. */
export function plant(document: string, text: string, random: SeededRandom): string {
  const parts = document.split(PARTS).filter((part) => part !== '');
  const at = random.pick([0, parts.length, random.below(parts.length + 1)]);
  const offset = parts.slice(0, at).reduce((from, part) => document.indexOf(part, from) + part.length, 0);
  const pieces = [document.slice(0, offset).trimEnd(), text, document.slice(offset).trimStart()];
  return pieces.filter((piece) => piece !== '').join(random.pick(JOINS));
}
