import type { IHeaders } from 'kafkajs';
import type { OutgoingRecord } from '../publish/outgoing-record';

/** What a dead letter is made of, but for its topic. */
export type DeadLetterForm = Omit<OutgoingRecord, 'topic'>;

/** Headers of this kind are ours: what a producer calls so is left out. */
const OWN_HEADER = /^dlq-/;
/** Says what is missing of the original; without it a letter is the original and can be put back. */
const CUT_HEADER = 'dlq-cut';

/** What a topic of dead letters takes, less some room for the batch around the record. */
const MAX_BYTES = 2 * 1_048_576 - 65_536;
// Together they stay below what a topic takes by default, should somebody else have created it.
const CUT_VALUE_BYTES = 512 * 1_024;
const CUT_KEY_BYTES = 4 * 1_024;
const CUT_HEADER_BYTES = 64 * 1_024;

/**
 * The forms in which a record is put aside, until one is taken: as it was; cut to a size that every topic takes; and the
 * reasons alone, which say where the original lies for as long as its topic keeps it.
 */
export function* deadLetterForms(record: DeadLetterForm, reasons: Record<string, string>): Generator<DeadLetterForm> {
  const original = withoutOurs(record.headers);
  const whole = { ...record, headers: { ...original, ...reasons } };
  if (sizeOf(whole) <= MAX_BYTES) yield whole;
  yield cut({ ...record, headers: original }, reasons);
  const headers = { ...reasons, [CUT_HEADER]: 'key, value and headers could not be written here' };
  yield { key: null, value: null, headers };
}

function cut({ key, value, headers }: DeadLetterForm, reasons: Record<string, string>): DeadLetterForm {
  const kept = fitting(headers);
  const left = Object.keys(headers).length - Object.keys(kept).length;
  const note = `value ${value?.length ?? 0} bytes, key ${key?.length ?? 0}, ${left} headers left out`;
  return {
    key: key?.slice(0, CUT_KEY_BYTES) ?? null,
    value: value?.subarray(0, CUT_VALUE_BYTES) ?? null,
    headers: { ...kept, ...reasons, [CUT_HEADER]: `of ${note}` },
  };
}

function withoutOurs(headers: IHeaders): IHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN_HEADER.test(name)));
}

/** As many headers as there is room for. */
function fitting(headers: IHeaders): IHeaders {
  let room = CUT_HEADER_BYTES;
  return Object.fromEntries(Object.entries(headers).filter((header) => (room -= sizeOfHeader(header)) >= 0));
}

function sizeOf({ key, value, headers }: DeadLetterForm): number {
  const bytes = (key?.length ?? 0) + (value?.length ?? 0);
  return Object.entries(headers).reduce((sum, header) => sum + sizeOfHeader(header), bytes);
}

function sizeOfHeader([name, value]: [string, IHeaders[string]]): number {
  return [value].flat().reduce((sum, one) => sum + name.length + (one?.length ?? 0), 0);
}
