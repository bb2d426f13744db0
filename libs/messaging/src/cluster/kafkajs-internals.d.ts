declare module 'kafkajs/src/network/requestQueue/index.js' {
  const RequestQueue: {
    prototype: {
      pending: readonly unknown[];
      throttledUntil: number;
      scheduleCheckPendingRequests(this: { pending: readonly unknown[] }): void;
    };
  };
  export default RequestQueue;
}

declare module 'kafkajs/src/network/requestQueue/socketRequest.js' {
  const SocketRequest: { prototype: { sentAt: number | null } };
  export default SocketRequest;
}

declare module 'kafkajs/src/cluster/brokerPool.js' {
  const BrokerPool: { prototype: { metadataExpireAt: number | null } };
  export default BrokerPool;
}

declare module 'kafkajs/src/consumer/consumerGroup.js' {
  interface Partition {
    readonly topic: string;
    readonly partition: number;
  }
  interface OffsetQuery {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number }[];
    readonly fromBeginning: boolean;
  }
  interface OffsetAnswer {
    readonly partitions: readonly { readonly offset: string }[];
  }
  export interface ConsumerGroupState {
    readonly groupId: string;
    memberId: string | null;
    readonly offsetManager: { nextOffset(topic: string, partition: number): { toString(): string } };
    readonly cluster: { fetchTopicsOffset(queries: readonly OffsetQuery[]): Promise<OffsetAnswer[]> };
  }
  const ConsumerGroup: {
    prototype: {
      lastRequest: number;
      joinAndSync(this: ConsumerGroupState): Promise<void>;
      fetch(this: ConsumerGroupState, nodeId: number): Promise<{ readonly messages: readonly unknown[] }[]>;
      recoverFromOffsetOutOfRange(this: ConsumerGroupState, error: Partition): Promise<void>;
    };
  };
  export default ConsumerGroup;
}

declare module 'kafkajs/src/protocol/recordBatch/crc32C/index.js' {
  export default function crc32c(bytes: Buffer): number;
}

declare module 'kafkajs/src/broker/index.js' {
  import type { KafkaMessage } from 'kafkajs';

  export interface FetchRequest {
    readonly topics: readonly {
      readonly topic: string;
      readonly partitions: readonly { readonly partition: number; readonly fetchOffset: string }[];
    }[];
    readonly minBytes: number;
    readonly maxWaitTime: number;
  }
  export interface FetchedPartition {
    readonly partition: number;
    readonly abortedTransactions: readonly unknown[];
    readonly messages: readonly KafkaMessage[];
  }
  export interface FetchAnswer {
    readonly responses: readonly { readonly topicName: string; readonly partitions: readonly FetchedPartition[] }[];
  }
  interface AskedTopic {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly timestamp: number }[];
  }
  interface AnsweredTopic {
    readonly topic: string;
    readonly partitions: { readonly partition: number; offset: string }[];
  }
  const Broker: {
    prototype: {
      joinGroup(request: { groupId: string }): Promise<unknown>;
      fetch(request: FetchRequest): Promise<FetchAnswer>;
      listOffsets(request: { topics: readonly AskedTopic[] }): Promise<{ responses: AnsweredTopic[] }>;
    };
  };
  export default Broker;
}

declare module 'kafkajs/src/producer/partitioners/legacy/partitioner.js' {
  import type { ICustomPartitioner } from 'kafkajs';

  export default function createPartitioner(hash: (key: Buffer | string) => number): ICustomPartitioner;
}

declare module 'kafkajs/src/producer/partitioners/default/murmur2.js' {
  export default function murmur2(key: Buffer | string): number;
}
