import type { Channel, Found, Scored } from '../found';
import { probability } from '../model/linear-model';
import type { Reading } from '../reading/reading';
import { TOPICS } from '../thresholds';
import { type Topic, TopicIndex } from './topic-index';
import { contentWords, vectorOf } from './topic-vector';

/** Topics that a text must not be about, and those of which it must be about one, if there are any. */
export interface Topics {
  readonly denied: TopicIndex;
  readonly allowed: TopicIndex;
}

/** Makes the topics of a policy ready, which takes longer than a look. */
export function compileTopics(topics: readonly Topic[]): Topics {
  const ruled = (wanted: Topic['rule']) => new TopicIndex(topics.filter(({ rule }) => rule === wanted));
  return { denied: ruled('deny'), allowed: ruled('allow') };
}

const SENTENCE = /[^.!?。！？\n]{1,300}/g;
// Nearness that is doubted, and how fast doubt becomes certainty. Of a thousand questions of all kinds, 3 % are as near to one of
// four topics as to be doubted, and 1 % are blocked.
const DENIED = { half: 0.3, spread: 0.03 };
const ALLOWED = { half: 0.14, spread: 0.025 };
// Greetings, thanks and short questions that follow another one are about nothing.
const SMALL_TALK = 2;

/**
 * How near a text is to a topic that is denied, or how far from all that are allowed, by the words and parts of words that it
 * shares with the examples. Documents may be about anything that is not denied. A text of a few words is about nothing.
 */
export function findTopics({ views: [view] }: Reading, { denied, allowed }: Topics, channel: Channel): Scored {
  if (!view) return { score: 0, found: [] };
  let worst: Scored = { score: 0, found: [] };
  let near = 0;
  for (const { 0: text, index: start } of view.text.matchAll(SENTENCE)) {
    const vector = vectorOf(text);
    const topic = denied.nearest(vector);
    near = Math.max(near, allowed.nearest(vector).near);
    const score = topic.near === 0 ? 0 : probability((topic.near - DENIED.half) / DENIED.spread);
    const place = { start, end: start + text.length };
    if (score > worst.score)
      worst = { score, found: foundIn(score, `TOPIC_${codeOf(topic.name)}`, view.origin(place)) };
  }
  if (allowed.topics.length === 0 || channel === 'document' || contentWords(view.text).size < SMALL_TALK) return worst;
  const score = probability((ALLOWED.half - near) / ALLOWED.spread);
  if (score <= worst.score) return worst;
  return { score, found: foundIn(score, 'OFF_TOPIC', view.origin({ start: 0, end: view.text.length })) };
}

function foundIn(score: number, type: string, place: Pick<Found, 'start' | 'end'>): Found[] {
  return score < TOPICS.judge ? [] : [{ type, ...place }];
}

function codeOf(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
