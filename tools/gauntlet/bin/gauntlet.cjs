#!/usr/bin/env node
// npm links a command only if its file exists at install time, which the build's output does not.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '../dist/main.js');
if (existsSync(main)) require(main);
else {
  console.error('gauntlet: it is not built yet; run "npm run build" first');
  process.exitCode = 1;
}
