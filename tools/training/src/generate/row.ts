/** A labelled text to train on. */
export interface Row {
  readonly text: string;
  /** 1 for an attack. */
  readonly label: 0 | 1;
  readonly channel: 'user' | 'document';
  /** The kinds of phrases that make up the text, joined by `+`, such as `override+reveal`; a family can so be left out. */
  readonly family: string;
  /** What the text stands in, such as `mail`; it tells nothing of the label. */
  readonly carrier: string;
  /** The code of the language of the main part. */
  readonly language: string;
}
