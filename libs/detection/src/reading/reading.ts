import { plainView, type Span } from '@gauntlet/redaction';

/** One way in which a text can be read. */
export interface View {
  /** Case and scripts as written, disguises taken off. */
  readonly text: string;
  /** What it was decoded from, such as `base64`; null for the text itself. */
  readonly encoding: string | null;
  /** The part of the given text that a part of this view stands for. */
  origin(span: Span): Span;
}

/** A text, made ready once for all detectors. */
export interface Reading {
  /** The text as it was given. */
  readonly source: string;
  /** The plain view first, then what was found encoded in it. */
  readonly views: readonly View[];
}

/** Makes a text ready for the detectors. Never throws; time is linear in the length of the text. */
export function readText(source: string): Reading {
  const view = plainView(source);
  return { source, views: [{ text: view.text, encoding: null, origin: (span) => view.origin(span) }] };
}
