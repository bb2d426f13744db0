import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { Consumer } from 'kafkajs';
import { type ProcessLock, takeProcessLock } from '@gauntlet/runtime';
import { joinAs } from '../cluster/kafkajs-predecessor';

/** A consumer's place in its group. */
export interface Membership {
  readonly group: string;
  readonly memberId: string;
}

interface Stored {
  /** A folder that was carried to another machine says nothing about who is alive there. */
  readonly host: string;
  readonly members: Readonly<Record<string, Membership>>;
}

/**
 * The places that the consumers of this process have in their groups, in a folder that only this instance uses and that
 * outlives its process. The next start takes them over where they were left by a death, so that no group waits for the
 * end of a dead member's session.
 */
export class MembershipMemory {
  private readonly logger = new Logger(MembershipMemory.name);
  /** What is in the file: places of this process and, until it has taken them, those of its predecessor. */
  private members: Readonly<Record<string, Membership>> = {};
  private readonly taken = new Set<string>();
  private lock: ProcessLock | null = null;

  constructor(private readonly folder: string | undefined) {}

  /** Never rejects: without a folder, or with one that can't be used or is in use, nothing is remembered. */
  async open(): Promise<this> {
    if (this.folder) await this.takeOver(this.folder).catch((error: unknown) => this.warn(error));
    return this;
  }

  /** Gives a consumer of this name its predecessor's place, also in a group of another name, else a new one. */
  placeFor(consumer: string, group: string): GroupPlace {
    const left = this.taken.has(consumer) ? null : this.members[consumer];
    this.taken.add(consumer);
    if (left) joinAs(left);
    return new GroupPlace(left?.group ?? group, (membership) => this.keep(consumer, membership));
  }

  /** Leaves the folder to the next process. */
  async release(): Promise<void> {
    await this.lock?.release();
  }

  private async takeOver(folder: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    this.lock = await takeProcessLock(join(folder, 'lock'));
    if (!this.lock) throw new Error('another process uses it; each instance needs a folder of its own');
    this.members = read(folder);
  }

  private keep(consumer: string, membership: Membership | null): void {
    const { [consumer]: _before, ...others } = this.members;
    this.members = membership ? { ...others, [consumer]: membership } : others;
    if (this.folder && this.lock) this.save(this.folder);
  }

  private save(folder: string): void {
    const stored: Stored = { host: hostname(), members: this.members };
    try {
      writeFileSync(`${fileIn(folder)}.new`, JSON.stringify(stored), { mode: 0o600 });
      renameSync(`${fileIn(folder)}.new`, fileIn(folder));
    } catch (error) {
      this.warn(error);
    }
  }

  private warn(error: unknown): void {
    const msg = 'MESSAGING_MEMBERS_DIR is not used: a killed instance will be away until its session ends';
    this.logger.warn({ msg, folder: this.folder, problem: error instanceof Error ? error.message : String(error) });
  }
}

/** The place of one consumer in its group: kept while it is a member, given up when it has left. */
export class GroupPlace {
  constructor(
    readonly group: string,
    private readonly keep: (membership: Membership | null) => void,
  ) {}

  holdFor(consumer: Consumer): void {
    consumer.on(consumer.events.GROUP_JOIN, ({ payload: { memberId } }) => this.keep({ group: this.group, memberId }));
  }

  giveUp(): void {
    this.keep(null);
  }
}

function fileIn(folder: string): string {
  return join(folder, 'members.json');
}

// A file that is missing or cut off only means to wait as without one.
function read(folder: string): Record<string, Membership> {
  try {
    const { host, members } = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as Stored;
    return host === hostname() ? { ...members } : {};
  } catch {
    return {};
  }
}
