/** The Kafka protocol's error numbers that this broker answers with. */
export const ErrorCode = {
  None: 0,
  OffsetOutOfRange: 1,
  CorruptMessage: 2,
  UnknownTopicOrPartition: 3,
  MessageTooLarge: 10,
  OffsetMetadataTooLarge: 12,
  InvalidTopic: 17,
  InvalidRequiredAcks: 21,
  IllegalGeneration: 22,
  InconsistentGroupProtocol: 23,
  InvalidGroupId: 24,
  UnknownMemberId: 25,
  RebalanceInProgress: 27,
  UnsupportedVersion: 35,
  TopicAlreadyExists: 36,
  InvalidPartitions: 37,
  InvalidReplicationFactor: 38,
  InvalidConfig: 40,
  InvalidRequest: 42,
  KafkaStorageError: 56,
} as const;

export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];
