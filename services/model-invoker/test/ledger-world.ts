import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { EmbeddedPostgresServer } from '@gauntlet/dev-postgres';
import type { Database } from '@gauntlet/persistence';
import { DatabaseWorld } from '@gauntlet/persistence/testing';
import { waitFor } from '@gauntlet/testing';
import type { RetryingCaller } from '../src/calls/retrying-caller';
import { CallRepository } from '../src/ledger/call.repository';
import { CallLedger, LeaseKeeper } from '../src/ledger/call-ledger';
import { PaidOnceCaller } from '../src/ledger/paid-once-caller';
import { UnstoredResults } from '../src/ledger/unstored-results';
import { TimeBudget } from '../src/limits';
import { CreateCalls1764000000000 } from '../src/migrations/1764000000000-create-calls';
import { ModelInvokerConfig } from '../src/model-invoker.config';
import { attemptOn, type CallKey, type OpenAttempt, type Rung, type RungResult } from '../src/rung';
import { ANY_LENGTH } from './any-length';

export const LEDGER_CONFIG: ModelInvokerConfig = Object.assign(new ModelInvokerConfig(), {
  LEDGER_LEASE_MS: 1_500,
  LEDGER_RENEWAL_MS: 100,
  LEDGER_POLL_MS: 20,
  LEDGER_TIMEOUT_MS: 1_000,
});

export function newRung(): Rung {
  return {
    key: { requestId: randomUUID(), turn: 0, rung: 0 },
    model: { provider: 'simulated', model: 'm', parameters: {} },
    after: 0,
    messages: [{ role: 'user', content: 'hi' }],
    responseFormat: { type: 'text' },
    answerLimit: ANY_LENGTH,
    isOwn: false,
    promptVersion: 'v1',
  };
}

export function answered(rung: Rung, text: string): RungResult<OpenAttempt> {
  const usage = { inputTokens: 1, outputTokens: 1, costUsd: null };
  const timing = { startedAt: new Date().toISOString(), durationMs: 1 };
  const attempt = { ...attemptOn(rung, 1), ...timing, outcome: 'succeeded', errorCode: null, usage } as const;
  return { attempts: [attempt], reply: { text, provider: 'simulated', model: 'm', finishReason: 'stop', usage } };
}

/** A model whose answers the test gives, in its own time. */
export class Model {
  readonly calls: { readonly rung: Rung; answer(text: string): void }[] = [];

  call(rung: Rung): Promise<RungResult<OpenAttempt>> {
    return new Promise((resolve) => {
      this.calls.push({ rung, answer: (text) => resolve(answered(rung, text)) });
    });
  }

  async called(times: number): Promise<void> {
    const description = `call ${times}`;
    await waitFor(() => this.calls.length >= times, { deadlineMs: 5_000, description, everyMs: 5 });
  }
}

/** A real table of calls, and processes that share it. */
export class LedgerWorld {
  private readonly running: (LeaseKeeper | UnstoredResults)[] = [];

  private constructor(private readonly store: DatabaseWorld) {}

  static async start(): Promise<LedgerWorld> {
    Logger.overrideLogger(false);
    return new LedgerWorld(
      await DatabaseWorld.start({ schema: 'model_invoker', migrations: [CreateCalls1764000000000] }),
    );
  }

  get server(): EmbeddedPostgresServer {
    return this.store.server;
  }

  get database(): Database {
    return this.store.database;
  }

  isUp(): Promise<void> {
    return this.store.connected();
  }

  calls(overrides: Partial<ModelInvokerConfig> = {}): CallRepository {
    return new CallRepository(this.database, { ...LEDGER_CONFIG, ...overrides });
  }

  ledger(overrides: Partial<ModelInvokerConfig> = {}): CallLedger {
    const config = { ...LEDGER_CONFIG, ...overrides };
    const calls = this.calls(overrides);
    return new CallLedger(calls, new LeaseKeeper(calls, config), new UnstoredResults(calls), config, 'spec');
  }

  /** A process with its own leases. `die` ends their renewal, as kill -9 or a long pause does. */
  instance(model: Model, overrides: Partial<ModelInvokerConfig> = {}) {
    const config = { ...LEDGER_CONFIG, ...overrides };
    const calls = this.calls(overrides);
    const keeper = new LeaseKeeper(calls, config);
    const unstored = new UnstoredResults(calls);
    for (const part of [keeper, unstored]) part.onModuleInit();
    this.running.push(keeper, unstored);
    const ledger = new CallLedger(calls, keeper, unstored, config, 'spec');
    const caller = new PaidOnceCaller(ledger, model as unknown as RetryingCaller, config);
    const run = (rung: Rung, { ms = 20_000, mayBePaid = false } = {}) =>
      caller.call(rung, { whole: TimeBudget.of(ms), mayBePaid });
    return { run, die: () => keeper.onApplicationShutdown() };
  }

  async row({ requestId }: CallKey) {
    const sql = 'SELECT cuts, lease_until, stored_at FROM model_invoker.calls WHERE request_id = $1';
    type Row = { cuts: number; lease_until: Date; stored_at: Date | null };
    return (await this.database.query<Row>(sql, [requestId]))[0];
  }

  /** Ends the processes of a test. */
  endInstances(): void {
    this.running.splice(0).forEach((part) => part.onApplicationShutdown());
  }

  stop(): Promise<void> {
    return this.store.stop();
  }
}
