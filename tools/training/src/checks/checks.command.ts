import { publish } from '../card';
import { readSharedFile, SHARED_FILES } from '../train/shared-file';
import { checkTables } from './check-tables';
import { encodedRecalls } from './encoded-attacks';
import { leakRecalls } from './leak-recalls';
import { personalDataRows } from './personal-data-rows';

/** Measures the checks as they are shipped, where nothing has to be trained, prints the tables and writes them into the card. */
export function evaluateChecks(data: string, card: string | null): void {
  const attacks = SHARED_FILES.filter(({ task }) => task === 'injection')
    .flatMap(({ name }) => readSharedFile(data, name))
    .filter(({ label, channel }) => label === 1 && channel === 'user')
    .map(({ text }) => text);
  publish('checks', checkTables(personalDataRows(data), encodedRecalls(attacks), leakRecalls()), card);
}
