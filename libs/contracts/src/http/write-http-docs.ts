import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withErrorTable } from './error-table';

// The entry behind `npm run http-docs`: renews the table of all errors, which a spec holds against their list.
const page = join(__dirname, '../../../../docs/http-api.md');
writeFileSync(page, withErrorTable(readFileSync(page, 'utf8')));
