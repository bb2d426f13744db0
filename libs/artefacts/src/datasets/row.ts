import type { HistoryMessage } from '@gauntlet/contracts';
import { canonicalJson } from '../canonical-json';
import { contentHash } from '../content-hash';
import type { Expected } from './expected';
import type { WrittenRow } from './row.schema';

/** A question of a dataset, and what a good answer to it is. */
export interface Row {
  /** No two rows of a dataset have one id. */
  readonly id: string;
  readonly input: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly history: readonly HistoryMessage[];
  readonly expected: Expected;
  /** Texts that support a good answer and stand in no message. */
  readonly context: readonly string[];
  readonly tags: readonly string[];
  /** No candidate may fail it, whatever the mean says. */
  readonly critical: boolean;
  /** How many questions of real traffic it stands for. */
  readonly weight: number;
  /** Rows of one cluster, such as a conversation or a customer, are not independent. Null: it is one of its own. */
  readonly cluster: string | null;
}

/** Rows that belong together. */
export interface Dataset {
  /** SHA-256 (hex) of what the rows say: the same whatever the order of names, white space and empty lines. */
  readonly version: string;
  readonly rows: readonly Row[];
}

const ID_DIGITS = 16;

/** A written row with its defaults; without an id of its own it is called by the hash of its content. */
export function rowOf(written: WrittenRow): Row {
  const { id = contentOf(written).slice(0, ID_DIGITS), cluster = null, ...given } = written;
  const none = { variables: {}, history: [], expected: {}, context: [], tags: [], critical: false, weight: 1 };
  return { ...none, ...given, id, cluster };
}

/** The cluster of a row, marked, so that a cluster never has the name of a row that is one of its own. */
export function clusterOf({ id, cluster }: Pick<Row, 'id' | 'cluster'>): string {
  return cluster === null ? `row ${id}` : `cluster ${cluster}`;
}

/** The hash of all that a row says, apart from its id. */
export function contentOf({ id: _id, ...content }: WrittenRow): string {
  return contentHash(canonicalJson(content));
}
