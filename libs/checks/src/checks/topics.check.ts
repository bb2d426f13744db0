import { compileTopics, findTopics, type Topic, TOPICS, type Topics } from '@gauntlet/detection';
import {
  answerOf,
  type CheckContext,
  type InputSubject,
  type OutputSubject,
  type ScoringCheck,
  type SubjectText,
  textsOf,
} from './check';
import { scoredTexts } from './scored-texts';

// As with banned terms, the options of a policy are one object as long as the policy is known.
const compiled = new WeakMap<object, Topics>();

const check = { name: 'topics', version: TOPICS.version, thresholds: TOPICS, reason: 'topic_not_allowed' };

/** Scores how near what the caller sent is to a topic that the policy denies, or how far from those it allows. */
export const inputTopics: ScoringCheck<InputSubject> = {
  ...check,
  score: (subject, context) => topicsIn(textsOf(subject), context),
};

/** Scores the same of what the model said. */
export const outputTopics: ScoringCheck<OutputSubject> = {
  ...check,
  score: (subject, context) => topicsIn([answerOf(subject)], context),
};

function topicsIn(texts: readonly SubjectText[], { options, readings }: CheckContext) {
  const topics = compiled.get(options) ?? compileTopics(options['topics'] as Topic[]);
  compiled.set(options, topics);
  return scoredTexts(texts, readings, (reading, channel) => findTopics(reading, topics, channel));
}
