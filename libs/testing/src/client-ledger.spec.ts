import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ClientLedger } from './client-ledger';
import { temporaryDirectory } from './places';

describe('ClientLedger', () => {
  it('gives another process the tries and the end of each request', () => {
    const directory = temporaryDirectory();
    const path = join(directory.path, 'ledger.jsonl');
    const ledger = new ClientLedger(path);
    ledger.tried('a', 1);
    ledger.tried('b', 1);
    ledger.tried('a', 2);
    const end = { at: 5, status: 200, requestId: 'id', outcome: 'answered', answer: 'yes', recorded: true };
    ledger.ended('a', end);

    const records = new ClientLedger(path).records();
    expect([...records.keys()]).toEqual(['a', 'b']);
    expect(records.get('a')).toMatchObject({ tries: 2, end });
    expect(records.get('b')).toMatchObject({ tries: 1, end: null });
    directory.remove();
  });
});
