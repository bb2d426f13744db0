export { MessagingModule, type MessagingOptions } from './messaging.module';
export { consumerGroup, type GroupOptions } from './consumer-group';
export { EventContext, type EventPosition } from './event-context';
export { positionOf, type LogPosition } from './log-position';
export { EventPublisher } from './event-publisher';
export { type OutgoingRecord, type RecordPosition } from './outgoing-record';
export { LogReaderFactory } from './log-reader-factory';
export { type LogReader, type LogReaderOptions } from './log-reader';
export { createTopics, type CreateTopicsOptions, type TopicsReport } from './create-topics';
export { type TopicDifference } from './topic-differences';
export { missingTopics } from './missing-topics';
export { BrokerUnavailableError, GroupSetupError } from './messaging.errors';

export { RecordReader, type RecordReaderOptions, type StoredRecord } from './record-reader';
export { describeGroups, type GroupDescription, type GroupQuery } from './describe-groups';
export { writeRecords } from './write-records';
export { kafkaClientOptions, type KafkaClientOptions } from './kafka-client';
export { KafkaConfig } from './kafka.config';
export { RefusedClientError, refusedClient } from './refused-client.error';
