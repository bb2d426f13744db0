import { Logger } from '@nestjs/common';
import { type LogEntry, logLevel } from 'kafkajs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toNestLogger } from './kafkajs-log';

function entry(level: logLevel, message: string): LogEntry {
  const log = { message, groupId: 'guardrail.input', timestamp: '', logger: 'kafkajs' };
  return { namespace: 'Runner', level, label: '', log };
}

describe('what kafkajs says', () => {
  const warn = vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  afterEach(() => warn.mockClear());

  it('is a warning of ours, once for the same line', () => {
    const log = toNestLogger(logLevel.WARN);
    for (let time = 0; time < 10; time += 1) log(entry(logLevel.ERROR, 'Offset out of range'));
    log(entry(logLevel.WARN, 'Response without match'));
    expect(warn.mock.calls.map(([line]) => line as string)).toEqual([
      '[Runner] Offset out of range | guardrail.input',
      '[Runner] Response without match | guardrail.input',
    ]);
  });

  it('is no warning where an instance only came or went', () => {
    const log = toNestLogger(logLevel.WARN);
    log(entry(logLevel.WARN, 'The group is rebalancing, re-joining'));
    log(entry(logLevel.ERROR, 'The coordinator is not aware of this member, re-joining the group'));
    expect(warn).not.toHaveBeenCalled();
  });
});
