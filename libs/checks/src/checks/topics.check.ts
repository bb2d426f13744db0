import { compileTopics, findTopics, type Topic, TOPICS, type Topics } from '@gauntlet/detection';
import type { CheckOptions } from './check';
import { onBothSides } from './scored-texts';

// As with banned terms, the options of a policy are one object as long as the policy is known.
const compiled = new WeakMap<object, Topics>();

/** Scores how near a text is to a topic that the policy denies, or how far from those it allows. */
export const { input: inputTopics, output: outputTopics } = onBothSides(
  { name: 'topics', version: TOPICS.version, thresholds: TOPICS, reason: 'topic_not_allowed' },
  (options) => {
    const topics = topicsOf(options);
    // Only the user must keep to the allowed topics: an assistant may say that it can't help.
    return (reading, channel) => findTopics(reading, topics, channel === 'user' ? 'user' : 'document');
  },
);

function topicsOf(options: CheckOptions): Topics {
  const topics = compiled.get(options) ?? compileTopics(options['topics'] as Topic[]);
  compiled.set(options, topics);
  return topics;
}
