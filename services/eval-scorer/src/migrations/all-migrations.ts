import { CreateRecords1764000000000 } from './1764000000000-create-records';
import { CreateAnalytics1764000000001 } from './1764000000001-create-analytics';
import { CreateFeedback1764000000002 } from './1764000000002-create-feedback';
import { CreateJudge1764000000003 } from './1764000000003-create-judge';
import { AttemptPromptVersion1764000000004 } from './1764000000004-attempt-prompt-version';
import { UnknownSpending1764000000005 } from './1764000000005-unknown-spending';
import { DropMonths1764000000010 } from './1764000000010-drop-months';
import { AttemptParameters1764000000011 } from './1764000000011-attempt-parameters';
import { CreateGaps1764000000020 } from './1764000000020-create-gaps';
import { SkippedAttempts1764000000030 } from './1764000000030-skipped-attempts';
import { FirstByOffset1764000000040 } from './1764000000040-first-by-offset';
import { ScoredVerdicts1764000000050 } from './1764000000050-scored-verdicts';
import { JudgedVerdicts1764000000060 } from './1764000000060-judged-verdicts';
import { ShareSystemMessages1764000000070 } from './1764000000070-share-system-messages';
import { CreateGates1764000000080 } from './1764000000080-create-gates';
import { CreateShadows1764000000090 } from './1764000000090-create-shadows';

/** Every migration of the schema, in order; a released one is never edited. */
export const MIGRATIONS = [
  CreateRecords1764000000000,
  CreateAnalytics1764000000001,
  CreateFeedback1764000000002,
  CreateJudge1764000000003,
  AttemptPromptVersion1764000000004,
  UnknownSpending1764000000005,
  DropMonths1764000000010,
  AttemptParameters1764000000011,
  CreateGaps1764000000020,
  SkippedAttempts1764000000030,
  FirstByOffset1764000000040,
  ScoredVerdicts1764000000050,
  JudgedVerdicts1764000000060,
  ShareSystemMessages1764000000070,
  CreateGates1764000000080,
  CreateShadows1764000000090,
];
