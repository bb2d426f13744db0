import { Module, type OnModuleInit } from '@nestjs/common';
import { MessagingModule } from '@gauntlet/messaging';
import { Database, KEPT_ROWS, PersistenceModule, Retention } from '@gauntlet/persistence';
import { RegistryModule } from '@gauntlet/registry';
import { HealthRegistry, RuntimeModule } from '@gauntlet/runtime';
import { answerShape, grounding, refusal } from '@gauntlet/scoring/release';
import { EvalScorerConfig } from './eval-scorer.config';
import { JudgeConsumer } from './judge/judge.consumer';
import { JudgeService } from './judge/judge.service';
import { JudgeBudget } from './judge/judge-budget';
import { keptRows } from './kept-rows';
import { MIGRATIONS } from './migrations/all-migrations';
import { PartitionKeeper } from './partition-keeper';
import { RecorderConsumer } from './recorder/recorder.consumer';
import { RecorderService } from './recorder/recorder.service';
import { ScorerConsumer } from './scorer/scorer.consumer';
import { SCORERS, ScorerService } from './scorer/scorer.service';
import { ShadowConsumer } from './shadow/shadow.consumer';
import { ShadowService } from './shadow/shadow.service';
import { ShadowBudget } from './shadow/shadow-budget';

@Module({
  imports: [
    RuntimeModule.forService({ service: 'eval-scorer', configs: [EvalScorerConfig] }),
    MessagingModule.forService({
      service: 'eval-scorer',
      inject: [EvalScorerConfig],
      roles: ({ EVAL_ROLES }: EvalScorerConfig) => EVAL_ROLES,
    }),
    PersistenceModule.forService({
      schema: 'eval_scorer',
      migrations: MIGRATIONS,
    }),
    RegistryModule,
  ],
  controllers: [RecorderConsumer, ScorerConsumer, JudgeConsumer, ShadowConsumer],
  providers: [
    RecorderService,
    PartitionKeeper,
    Retention,
    { provide: KEPT_ROWS, inject: [EvalScorerConfig], useFactory: keptRows },
    ScorerService,
    JudgeService,
    JudgeBudget,
    ShadowService,
    ShadowBudget,
    { provide: SCORERS, useValue: [grounding, answerShape, refusal] },
  ],
})
export class EvalScorerModule implements OnModuleInit {
  constructor(
    private readonly config: EvalScorerConfig,
    private readonly health: HealthRegistry,
    private readonly database: Database,
  ) {}

  // The scorer stores nothing: it works on while Postgres is away, as does a judge that is off.
  onModuleInit(): void {
    const { EVAL_ROLES, JUDGE_BUDGET_CALLS_PER_HOUR } = this.config;
    const judges = EVAL_ROLES.includes('judge') && JUDGE_BUDGET_CALLS_PER_HOUR > 0;
    if (!judges && !EVAL_ROLES.includes('recorder')) return;
    this.health.register('database', () => this.database.assertUp());
  }
}
