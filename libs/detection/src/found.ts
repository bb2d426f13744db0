import type { Span } from '@gauntlet/redaction';

/** What stands in a part of a text. Offsets are UTF-16 code units of the text as it was given; `end` is behind the part. */
export interface Found extends Span {
  /** Such as `EMAIL_ADDRESS` or `AWS_ACCESS_KEY`: upper snake case, with the names of Presidio where it has one. */
  readonly type: string;
}

/** What a detector with a threshold says of a text. */
export interface Scored {
  /** 0 (harmless) to 1. Where it counts as found is for the caller to say. */
  readonly score: number;
  /** The parts of the text that the score comes from; may be empty. */
  readonly found: readonly Found[];
}

/** Who wrote a text: the user, or somebody whose words only stand in what the user sent (a tool's result, a document). */
export type Channel = 'user' | 'document';
