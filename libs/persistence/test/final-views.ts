import type { MigrationInterface, QueryRunner } from 'typeorm';

type Migrations = readonly (new () => MigrationInterface)[];

const MADE_OR_DROPPED =
  /CREATE (?:OR REPLACE )?VIEW (?<made>\S+) AS (?<text>[^;]*)|DROP VIEW (?:IF EXISTS )?(?<dropped>[\w.]+(?:\s*,\s*[\w.]+)*)/g;

/** The text of each view that is there after all migrations, by its name with its schema; needs no database. */
export async function finalViews(migrations: Migrations): Promise<Map<string, string>> {
  const views = new Map<string, string>();
  const query = (sql: string): Promise<unknown[]> => {
    for (const { groups = {} } of sql.matchAll(MADE_OR_DROPPED)) {
      const { made, text = '', dropped = '' } = groups;
      if (made) views.set(made, text);
      for (const view of dropped.split(/\s*,\s*/)) views.delete(view);
    }
    return Promise.resolve([]);
  };
  for (const Migration of migrations) await new Migration().up({ query } as unknown as QueryRunner);
  return views;
}
