#!/usr/bin/env node
import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { createProgram } from './program';

// Standard output belongs to what a command finds.
Logger.overrideLogger(['error']);

// A command that the launcher runs must not outlive it; listening alone would keep a finished one from ending.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(`gauntlet: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
