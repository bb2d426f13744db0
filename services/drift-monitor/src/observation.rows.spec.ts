import { describe, expect, it } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { exampleEvent } from '@gauntlet/testing';
import { responseRow } from './observation.rows';

describe('responseRow', () => {
  it('counts an answer for the version that it came from, which may be that of a backup', () => {
    const versionOf = (variant?: string) => {
      const position = { partition: 0, offset: '1', timestamp: 0, traceId: null };
      return responseRow(exampleEvent(TOPICS.released, variant), position).prompt_version;
    };
    expect([versionOf(), versionOf('backup-version')]).toEqual(['v7', 'v6']);
  });
});
