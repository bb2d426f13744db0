import type { MigrationInterface, QueryRunner } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { finalViews } from '../test/final-views';

function migrationOf(...statements: readonly string[]): new () => MigrationInterface {
  return class implements MigrationInterface {
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements) await runner.query(statement);
    }

    async down(): Promise<void> {
      // No spec goes back.
    }
  };
}

describe('the views after all migrations', () => {
  it('are those of the newest text', async () => {
    const first = migrationOf('CREATE VIEW a.one AS SELECT 1; CREATE VIEW a.two AS SELECT 2');
    const then = migrationOf('CREATE OR REPLACE VIEW a.one AS SELECT 3');
    const views = await finalViews([first, then]);
    expect(Object.fromEntries(views)).toEqual({ 'a.one': 'SELECT 3', 'a.two': 'SELECT 2' });
  });

  it('are without those that a migration drops and does not make anew', async () => {
    const make = migrationOf(
      'CREATE VIEW a.one AS SELECT 1',
      'CREATE VIEW a.two AS SELECT 2',
      'CREATE VIEW b.three AS T',
    );
    const drop = migrationOf('DROP VIEW a.one, a.two; CREATE VIEW a.two AS SELECT 4', 'DROP VIEW IF EXISTS b.three');
    expect(Object.fromEntries(await finalViews([make, drop]))).toEqual({ 'a.two': 'SELECT 4' });
  });
});
