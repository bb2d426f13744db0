import { CreateResultsAndKeys1764000000000 } from './1764000000000-create-results-and-keys';
import { DateKeys1764000000010 } from './1764000000010-date-keys';
import { DateReleases1764000000020 } from './1764000000020-date-releases';
import { NameCandidates1764000000030 } from './1764000000030-name-candidates';
import { ShareSystemMessages1764000000040 } from './1764000000040-share-system-messages';
import { PackCandidates1764000000050 } from './1764000000050-pack-candidates';

/** Every migration of the schema, in order; a released one is never edited. */
export const MIGRATIONS = [
  CreateResultsAndKeys1764000000000,
  DateKeys1764000000010,
  DateReleases1764000000020,
  NameCandidates1764000000030,
  ShareSystemMessages1764000000040,
  PackCandidates1764000000050,
];
