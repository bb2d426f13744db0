#!/usr/bin/env node
import 'reflect-metadata';
import { createProgram } from './program';

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(`gauntlet: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
