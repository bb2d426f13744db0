#!/usr/bin/env node
import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { createProgram } from './program';

// Standard output belongs to what a command finds.
Logger.overrideLogger(['error']);

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(`gauntlet: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
