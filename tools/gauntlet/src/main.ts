#!/usr/bin/env node
import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { run } from './run';

// Standard output belongs to what a command finds.
Logger.overrideLogger(['error']);

// A command that the launcher runs must not outlive it; listening alone would keep a finished one from ending.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();

// A connection that somebody keeps open must not keep a finished command alive, and a pipe is given what was said.
void run(process.argv.slice(2)).then((code) => process.stdout.write('', () => process.exit(code)));
