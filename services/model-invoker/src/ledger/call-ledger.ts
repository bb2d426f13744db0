import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { INSTANCE_ID } from '@gauntlet/runtime';
import { BackgroundLoop, withLimit } from '@gauntlet/timing';
import { ModelInvokerConfig } from '../model-invoker.config';
import { attemptsOf, type CallKey, type OpenAttempt, type RungResult } from '../rung';
import { CallRepository, type Lease } from './call.repository';
import { UnstoredResults } from './unstored-results';

/** Renews the leases of all calls that this process holds, in one statement for each round. */
@Injectable()
export class LeaseKeeper implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(LeaseKeeper.name);
  private readonly held = new Map<string, Lease>();
  private readonly loop: BackgroundLoop;

  constructor(
    private readonly calls: CallRepository,
    { LEDGER_RENEWAL_MS }: ModelInvokerConfig,
  ) {
    this.loop = new BackgroundLoop(() => this.renew(), {
      everyMs: LEDGER_RENEWAL_MS,
      onError: (error) => this.logger.warn(`leases could not be renewed: ${String(error)}`),
    });
  }

  onModuleInit(): void {
    this.loop.start();
  }

  // Comes after the consumers have drained, so nothing is held any more.
  onApplicationShutdown(): void {
    this.loop.stop();
  }

  hold(lease: Lease): void {
    this.held.set(lease.claim, lease);
  }

  drop(claim: string): void {
    this.held.delete(claim);
  }

  private async renew(): Promise<void> {
    const leases = [...this.held.values()];
    if (leases.length === 0) return;
    const renewed = await this.calls.renew(leases);
    const lost = leases.filter(({ claim }) => !renewed.has(claim) && this.held.has(claim));
    // The call goes on: whoever stores first wins, and that may still be this process.
    for (const { claim, requestId } of lost) {
      this.logger.warn(`the lease of a call of request ${requestId} is lost: it took too long to renew`);
      this.held.delete(claim);
    }
  }
}

/** The right to make a call: with the ledger's protection, or without it when it can't be reached. */
export interface Permit {
  readonly kind: 'permit';
  readonly claim: string;
  readonly ledger: 'claimed' | 'unreachable';
  /** Taken over from a holder that seems dead: the call may have been paid before. */
  readonly cut: boolean;
}

/** What the ledger says to somebody who wants to make a call. */
export type ClaimAnswer = Permit | { readonly kind: 'stored'; readonly result: RungResult } | { readonly kind: 'held' };

const UNREACHABLE = Symbol('unreachable');
/** Patience with a ledger that let somebody wait in vain when it was asked last; enough to notice that it is back. */
const PATIENCE_WITH_SILENCE_MS = 500;
/** A refusal takes less. What fails later was waited for in vain, be it the server or a pool full of statements that it answers not. */
const REFUSAL_MS = 250;

/**
 * Sees to it that a call is paid once: it is claimed before, its result is stored after, and the first stored result is
 * everybody's. Protection, not a dependency: when Postgres is away or slow the calls go on, and their attempts say so;
 * their results are stored when it is back.
 */
@Injectable()
export class CallLedger {
  private readonly logger = new Logger(CallLedger.name);
  private reachable = true;
  /** Whether the last question was waited for in vain. One that is refused at once does not count: it gets its whole time later. */
  private silent = false;

  constructor(
    private readonly calls: CallRepository,
    private readonly leases: LeaseKeeper,
    private readonly unstored: UnstoredResults,
    private readonly config: ModelInvokerConfig,
    @Inject(INSTANCE_ID) private readonly owner: string,
  ) {}

  /** Never throws. A permit must be given back with {@link letGo}. */
  async claim(key: CallKey): Promise<ClaimAnswer> {
    const own = this.unstored.find(key);
    if (own) return { kind: 'stored', result: replayed(own, own.attempts.filter(({ cut }) => cut).length) };
    const claim = randomUUID();
    const cuts = await this.bounded((wanted) => this.calls.claim({ ...key, claim, owner: this.owner }, wanted));
    if (cuts === UNREACHABLE) return { kind: 'permit', claim, ledger: 'unreachable', cut: false };
    if (cuts === null) return this.occupied(key, claim);
    this.leases.hold({ ...key, claim });
    return { kind: 'permit', claim, ledger: 'claimed', cut: cuts > 0 };
  }

  /** The stored result, if there is one and the ledger can be reached. */
  async find(key: CallKey): Promise<RungResult | null> {
    const call = await this.bounded(() => this.calls.find(key));
    return call === UNREACHABLE || !call?.result ? null : replayed(call.result, call.cuts);
  }

  /** Stores a result and gives the one to publish: this one, or the one that was stored first. Never throws. */
  async store(
    key: CallKey,
    { claim, ledger, cut }: Permit,
    { attempts, reply }: RungResult<OpenAttempt>,
  ): Promise<RungResult> {
    const result = { attempts: attemptsOf(attempts, { ledger, cut }), reply };
    const mine = { ...key, claim, owner: this.owner };
    const cuts = await this.bounded((wanted) => this.calls.store(mine, result, wanted));
    if (cuts === UNREACHABLE) {
      this.unstored.keep(mine, result);
      return result;
    }
    if (cuts === null) return (await this.find(key)) ?? result;
    return { attempts: attemptsOf(attempts, { ledger, cut: cut || cuts > 0 }), reply };
  }

  /** Ends the renewal of a permit's lease. */
  letGo({ claim }: Permit): void {
    this.leases.drop(claim);
  }

  private async occupied(key: CallKey, claim: string): Promise<ClaimAnswer> {
    const call = await this.bounded(() => this.calls.find(key));
    // Its holder was there a moment ago, so it may well be paid already.
    if (call === UNREACHABLE) return { kind: 'permit', claim, ledger: 'unreachable', cut: true };
    return call?.result ? { kind: 'stored', result: replayed(call.result, call.cuts) } : { kind: 'held' };
  }

  // Whatever a hanging database keeps waiting would else pile up, and be claimed for nobody once it is back.
  private async bounded<T>(statement: (wanted: AbortSignal) => Promise<T>): Promise<T | typeof UNREACHABLE> {
    const { LEDGER_TIMEOUT_MS } = this.config;
    const limitMs = this.silent ? Math.min(LEDGER_TIMEOUT_MS, PATIENCE_WITH_SILENCE_MS) : LEDGER_TIMEOUT_MS;
    const askedAt = performance.now();
    const wish = new AbortController();
    try {
      const answer = await withLimit(statement(wish.signal), limitMs, () => tookTooLong(limitMs));
      this.silent = false;
      this.note(null);
      return answer;
    } catch (error) {
      wish.abort(error);
      this.silent = performance.now() - askedAt > REFUSAL_MS;
      this.note(error);
      return UNREACHABLE;
    }
  }

  // Once when it goes and once when it comes back, not once per call.
  private note(error: unknown): void {
    if (this.reachable === (error === null)) return;
    this.reachable = error === null;
    if (this.reachable) return this.logger.log('the call ledger is reachable again');
    this.logger.warn(`the call ledger is unreachable, calls go on without its protection: ${String(error)}`);
  }
}

function tookTooLong(limitMs: number): never {
  throw new Error(`no answer within ${limitMs} ms`);
}

function replayed({ attempts, reply }: RungResult, cuts: number): RungResult {
  return { attempts: attemptsOf(attempts, { ledger: 'replayed', cut: cuts > 0 }), reply };
}
