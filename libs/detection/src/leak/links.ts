import type { Found } from '../found';
import type { Reading } from '../reading/reading';

/** A link in an answer. */
export interface Link extends Found {
  readonly type: 'FETCHED_LINK' | 'LINK';
  /** In lower case, without port; empty when the address can't be read. */
  readonly host: string;
}

/** The links of a text: those that are fetched by whoever shows the text (images, frames), and those to click on. */
export function findLinks(_reading: Reading): Link[] {
  return [];
}
