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
  interface ConsumerGroupState {
    readonly groupId: string;
    memberId: string | null;
  }
  const ConsumerGroup: {
    prototype: {
      lastRequest: number;
      joinAndSync(this: ConsumerGroupState): Promise<void>;
    };
  };
  export default ConsumerGroup;
}

declare module 'kafkajs/src/protocol/recordBatch/crc32C/index.js' {
  export default function crc32c(bytes: Buffer): number;
}

declare module 'kafkajs/src/broker/index.js' {
  const Broker: {
    prototype: {
      joinGroup(request: { groupId: string }): Promise<unknown>;
      fetch(request: { topics: readonly { topic: string }[] }): Promise<unknown>;
    };
  };
  export default Broker;
}
