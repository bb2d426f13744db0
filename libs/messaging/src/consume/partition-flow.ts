import type { Consumer } from 'kafkajs';
import type { AssignedPartition } from './assigned-partition';
import type { Assignment } from './assignment';

/** Pauses fetching of partitions whose queue is full and resumes them once there is room. */
export class PartitionFlow {
  // Between a stop and the next join kafkajs has no group to pause or resume in.
  private joined = false;
  private resting = false;

  constructor(
    private readonly consumer: Consumer,
    private readonly assignment: Assignment,
  ) {
    consumer.on(consumer.events.STOP, () => {
      this.joined = false;
    });
  }

  regulate(partition: AssignedPartition): void {
    if (partition.isLost || !this.joined || this.resting) return;
    if (!partition.paused && partition.isFull) this.pause(partition);
    else if (partition.paused && partition.hasRoom) this.resume(partition);
  }

  /** kafkajs carries pauses over a rebalance, or loses them in a restart: after a join only what is full is paused. */
  restore(): void {
    this.joined = true;
    if (this.resting) return this.pauseAll();
    const owned = this.assignment.ownedPartitions;
    this.consumer.resume(owned.map(({ topic, partition }) => ({ topic, partitions: [partition] })));
    for (const partition of this.assignment.heldPartitions) {
      partition.paused = false;
      this.regulate(partition);
    }
  }

  /** Whether the consumer is a member of its group, so that kafkajs has something to pause, resume and move. */
  get isJoined(): boolean {
    return this.joined;
  }

  /** Whether fetching of anything is held back, and may begin again at any time. */
  get isHeldBack(): boolean {
    return this.resting || this.assignment.heldPartitions.some(({ paused }) => paused);
  }

  /** Fetches nothing until {@link wake}, after a rebalance neither, while heartbeats go on. */
  rest(): void {
    this.resting = true;
    this.pauseAll();
  }

  wake(): void {
    this.resting = false;
    if (this.joined) this.restore();
  }

  private pauseAll(): void {
    if (!this.joined) return;
    const owned = this.assignment.ownedPartitions;
    this.consumer.pause(owned.map(({ topic, partition }) => ({ topic, partitions: [partition] })));
  }

  private pause(partition: AssignedPartition): void {
    partition.paused = true;
    this.consumer.pause([{ topic: partition.topic, partitions: [partition.partition] }]);
  }

  private resume(partition: AssignedPartition): void {
    partition.paused = false;
    this.consumer.resume([{ topic: partition.topic, partitions: [partition.partition] }]);
  }
}
