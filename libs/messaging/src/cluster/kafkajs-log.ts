import { Logger } from '@nestjs/common';
import { type logCreator, logLevel } from 'kafkajs';
import { News } from '@gauntlet/runtime';

/** What a group goes through whenever an instance comes or goes. */
const EVERYDAY = /rebalanc|not aware of this member|re-join/i;

/**
 * kafkajs' warnings and errors as warnings of ours, since each of them is followed by another try: the same line once a
 * minute, for it reports every try. Rebalances, and whatever came a moment ago, are at debug.
 */
export const toNestLogger: logCreator = () => {
  const logger = new Logger('kafkajs');
  const news = new News();
  return ({ namespace, level, log: { message, groupId, topic, error } }) => {
    const line = `[${namespace}] ${[message, groupId, topic, error].filter(Boolean).join(' | ')}`;
    if (level <= logLevel.WARN && !EVERYDAY.test(line) && news.isNew(line)) logger.warn(line);
    else logger.debug(line);
  };
};
