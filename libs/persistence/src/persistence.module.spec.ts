import { Test } from '@nestjs/testing';
import { expect, it, vi } from 'vitest';
import { Database } from './database';
import { PersistenceModule } from './persistence.module';

it('starts and stops the database once', async () => {
  const starts = vi.spyOn(Database.prototype, 'onModuleInit');
  const stops = vi.spyOn(Database.prototype, 'onApplicationShutdown');
  const persistence = PersistenceModule.forService({ schema: 'house', migrations: [] });
  const module = await Test.createTestingModule({ imports: [persistence] }).compile();
  await module.init();
  await module.close();
  expect([starts.mock.calls.length, stops.mock.calls.length]).toEqual([1, 1]);
});
