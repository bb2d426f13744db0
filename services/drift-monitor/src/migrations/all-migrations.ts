import { CreateDrift1764000000000 } from './1764000000000-create-drift';
import { FirstByOffset1764000000010 } from './1764000000010-first-by-offset';
import { CanaryArms1764000000020 } from './1764000000020-canary-arms';

/** Every migration of the schema, in order; a released one is never edited. */
export const MIGRATIONS = [CreateDrift1764000000000, FirstByOffset1764000000010, CanaryArms1764000000020];
