import type { MigrationInterface, QueryRunner } from 'typeorm';
import { storableJson } from '@gauntlet/persistence';
import { unpackRecord } from '../wait/packed-record';

// Deflated bytes get no smaller, so PostgreSQL need not try. No row is rewritten or looked at.
const PACKED = `
  ALTER TABLE ingress.candidates
    ADD COLUMN packed bytea,
    ALTER COLUMN packed SET STORAGE EXTERNAL,
    ALTER COLUMN record DROP NOT NULL,
    ADD CONSTRAINT one_record CHECK (num_nonnulls(record, packed) = 1) NOT VALID`;

const EACH_PACKED = `
  DECLARE each_packed NO SCROLL CURSOR FOR
  SELECT ctid::text AS row, packed FROM ingress.candidates WHERE packed IS NOT NULL`;
const UNPACK = `
  UPDATE ingress.candidates SET record = unpacked.record, packed = NULL
  FROM unnest($1::text[], $2::jsonb[]) AS unpacked (row, record) WHERE candidates.ctid = unpacked.row::tid`;

/**
 * Adds `packed`, in which a record takes a fifth of its bytes in `record`; a row has one of both. Rows from before stay as
 * they are, and so do rows that instances of the version before write meanwhile: they are read as they were.
 *
 * An instance of the version before finds no record in a packed row. Until it is replaced, it answers 500 to a caller who
 * repeats such a request, asks for it by id, or waited so long for it that the instance looked into the table.
 */
export class PackCandidates1764000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PACKED);
  }

  // Stop the instances of this version first: they can't write without the column.
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(EACH_PACKED);
    for (let rows = await nextRows(runner); rows.length > 0; rows = await nextRows(runner)) {
      const records = rows.map(({ packed }) => storableJson(unpackRecord(packed)));
      await runner.query(UNPACK, [rows.map(({ row }) => row), records]);
    }
    await runner.query('CLOSE each_packed');
    await runner.query('ALTER TABLE ingress.candidates DROP COLUMN packed, ALTER COLUMN record SET NOT NULL');
  }
}

function nextRows(runner: QueryRunner): Promise<{ row: string; packed: Buffer }[]> {
  return runner.query('FETCH 1000 FROM each_packed') as Promise<{ row: string; packed: Buffer }[]>;
}
