import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import { innermost } from './outage';
import { runStatement } from './statement';

/** The connection does not know the name, or knows it already: a pooler gave us another connection than before. */
const OTHER_CONNECTION = ['26000', '42P05'];
/** A migration changed what a prepared statement gives; also what PostgreSQL says of a feature that it doesn't have. */
const STALE_PLAN = '0A000';

/**
 * Runs statements by name, so that each connection parses and plans a text once. A name is the hash of its text: whoever
 * prepared the name on a connection that a pooler shares meant the same statement. PostgreSQL refuses a name before the
 * statement runs, so the statement runs once, without a name, and so do all later ones where connections are shared.
 */
export class PreparedStatements {
  private readonly logger = new Logger(PreparedStatements.name);
  private readonly names = new Map<string, string>();
  private shared = false;

  /** @throws what pg throws. */
  async run<Row extends object>(pool: Pool, text: string, values: readonly unknown[]): Promise<Row[]> {
    if (this.shared) return runStatement<Row>(pool, { text, values });
    try {
      return await runStatement<Row>(pool, { name: this.nameOf(text), text, values });
    } catch (error) {
      if (!this.isRefusedName(error)) throw error;
      return runStatement<Row>(pool, { text, values });
    }
  }

  private nameOf(text: string): string {
    const name = this.names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32);
    this.names.set(text, name);
    return name;
  }

  private isRefusedName(error: unknown): boolean {
    const { code } = innermost(error);
    const isShared = OTHER_CONNECTION.includes(code);
    if (isShared) this.giveUpNames();
    return isShared || code === STALE_PLAN;
  }

  private giveUpNames(): void {
    if (this.shared) return;
    this.shared = true;
    this.logger.warn(
      'DATABASE_URL leads to a pooler that keeps no prepared statements, so PostgreSQL parses and plans every statement ' +
        'again; PgBouncer keeps them from version 1.21 on, with max_prepared_statements',
    );
  }
}
