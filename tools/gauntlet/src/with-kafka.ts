import { MessagingModule } from '@gauntlet/messaging';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

/** Runs `work` with a publisher and a log reader at hand, and closes them whatever happens. */
export async function withKafka(work: (app: INestApplicationContext) => Promise<void>): Promise<void> {
  const app = await NestFactory.createApplicationContext(MessagingModule.forTool('gauntlet'), {
    logger: ['error'],
    abortOnError: false,
  });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}
