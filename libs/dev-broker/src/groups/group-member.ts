import { ErrorCode } from '../protocol/error-code';

export interface JoinResult {
  error: ErrorCode;
  generation: number;
  protocol: string;
  leaderId: string;
  memberId: string;
  /** Filled for the leader only: it is the one that assigns. */
  members: { id: string; metadata: Buffer }[];
}

export interface SyncResult {
  error: ErrorCode;
  assignment: Buffer;
}

/** What a client says of itself in JoinGroup; names and metadata of protocols are the clients' business. */
export interface MemberInfo {
  clientId: string;
  clientHost: string;
  sessionTimeoutMs: number;
  rebalanceTimeoutMs: number;
  protocols: { name: string; metadata: Buffer }[];
}

/** One consumer in a group: what it said, what it was assigned, and the answer that it still waits for. */
export class GroupMember {
  assignment: Buffer = Buffer.alloc(0);
  private joining?: (result: JoinResult) => void;
  private syncing?: (result: SyncResult) => void;
  private session?: NodeJS.Timeout;

  constructor(
    readonly id: string,
    public info: MemberInfo,
    private readonly onExpired: (member: GroupMember) => void,
  ) {}

  get isJoining(): boolean {
    return this.joining !== undefined;
  }

  metadataFor(protocol: string): Buffer {
    return this.info.protocols.find(({ name }) => name === protocol)?.metadata ?? Buffer.alloc(0);
  }

  /** Whether a rejoin with these protocols leaves the assignment as right as it was. */
  offersSame(protocols: MemberInfo['protocols']): boolean {
    const current = this.info.protocols;
    if (current.length !== protocols.length) return false;
    return protocols.every(
      ({ name, metadata }, i) => current[i]?.name === name && current[i]?.metadata.equals(metadata),
    );
  }

  /** A member that waits for the broker sends no heartbeats, so its session stands still. */
  awaitJoin(): Promise<JoinResult> {
    // A client that lost its connection asks again: only the newest question counts.
    if (this.joining) this.answerJoin(refusedJoin(ErrorCode.RebalanceInProgress, this.id));
    clearTimeout(this.session);
    return new Promise((resolve) => (this.joining = resolve));
  }

  awaitSync(): Promise<SyncResult> {
    this.answerSync(ErrorCode.RebalanceInProgress);
    clearTimeout(this.session);
    return new Promise((resolve) => (this.syncing = resolve));
  }

  answerJoin(result: JoinResult): void {
    this.joining?.(result);
    this.joining = undefined;
    this.touch();
  }

  answerSync(error: ErrorCode): void {
    if (!this.syncing) return;
    this.syncing({ error, assignment: error === ErrorCode.None ? this.assignment : Buffer.alloc(0) });
    this.syncing = undefined;
    this.touch();
  }

  /** Starts the session anew, unless it stands still. */
  touch(): void {
    if (this.joining || this.syncing) return;
    clearTimeout(this.session);
    this.session = setTimeout(() => this.onExpired(this), this.info.sessionTimeoutMs);
  }

  /** Ends the session and whatever the member still waits for. */
  end(): void {
    this.answerSync(ErrorCode.UnknownMemberId);
    if (this.joining) this.answerJoin(refusedJoin(ErrorCode.UnknownMemberId, this.id));
    clearTimeout(this.session);
  }
}

export function refusedJoin(error: ErrorCode, memberId: string): JoinResult {
  return { error, generation: -1, protocol: '', leaderId: '', memberId, members: [] };
}
