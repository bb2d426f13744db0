import { Global, type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { HealthRegistry } from '@gauntlet/runtime';
import { MessagingModule } from '../src/index';

@Global()
@Module({ providers: [HealthRegistry], exports: [HealthRegistry] })
class HealthModule {}

@Module({})
class ReadingModule {}

/** A process whose module reads logs into memory, beside a publisher to write them and the health that it reports to. */
export async function startReadingApp(
  module: Type,
  env: { readonly KAFKA_BROKERS: string } & Readonly<Record<string, string>>,
): Promise<INestApplicationContext> {
  const before = { ...process.env };
  Object.assign(process.env, env);
  const imports = [HealthModule, MessagingModule.forTool('spec'), module];
  return NestFactory.createApplicationContext({ module: ReadingModule, imports }, { logger: false }).finally(() => {
    process.env = before;
  });
}
