import type { Channel } from '@gauntlet/detection';
import { readText } from '@gauntlet/detection';
import { type Features, featuresOf, toxicFeaturesOf } from '@gauntlet/detection/model';

/** A text to train on, made ready once for all models that are trained. */
export interface Sample {
  /** The shared file that the text is of, or what else it comes from; sources weigh alike, whatever their size. */
  readonly source: string;
  readonly text: string;
  readonly label: 0 | 1;
  readonly channel: Channel;
  /** The source of the document that the text was planted into. */
  readonly host?: string;
  readonly features: Features;
}

/** A text and what is known of it. */
export type Labelled = Omit<Sample, 'features'>;

// Long enough for every kind of window; what is behind would only repeat what the text teaches.
const MAX_CHARACTERS = 4_000;

/** Reads a text as a detector does. */
export function sampleOf(labelled: Labelled): Sample {
  return { ...labelled, features: trimmed(featuresOf(plain(labelled))) };
}

/** The same as the detector of toxicity reads a text. */
export function toxicSampleOf(labelled: Labelled): Sample {
  return { ...labelled, features: trimmed(toxicFeaturesOf(plain(labelled))) };
}

function plain({ text }: Labelled): string {
  return readText(text.slice(0, MAX_CHARACTERS)).views[0]?.text ?? '';
}

/** Only what training looks at, in no more memory than it takes. */
function trimmed({ tokens, buckets, first, segments }: Features): Features {
  const none = new Uint32Array();
  return {
    tokens,
    buckets: buckets.slice(0, first[tokens]),
    first: first.slice(0, tokens + 1),
    segments: segments.slice(),
    starts: none,
    ends: none,
  };
}
