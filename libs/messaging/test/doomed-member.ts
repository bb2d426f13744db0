import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const SCRIPT = `
  const { Kafka, logLevel } = require('kafkajs');
  const [brokers, groupId, topic] = process.argv.slice(1);
  const kafka = new Kafka({ clientId: 'doomed', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId, sessionTimeout: 30000, rebalanceTimeout: 30000, heartbeatInterval: 500, maxWaitTimeInMs: 100 });
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => process.send(payload.memberId));
  consumer.connect()
    .then(() => consumer.subscribe({ topic }))
    .then(() => consumer.run({ autoCommit: false, eachMessage: async () => undefined }));
`;

/** A member of a group in a process of its own, with a session of 30 s: long after it was killed the group waits for it. */
export class DoomedMember {
  private readonly exited: Promise<unknown>;

  private constructor(
    readonly id: string,
    private readonly process: ChildProcess,
  ) {
    this.exited = once(process, 'exit');
  }

  static async join(brokers: readonly string[], group: string, topic: string): Promise<DoomedMember> {
    const args = ['-e', SCRIPT, brokers.join(','), group, topic];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [id] = (await once(child, 'message')) as [string];
    return new DoomedMember(id, child);
  }

  /** Ends it as a crash would: its place in the group stays. */
  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exited;
  }
}
