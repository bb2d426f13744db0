import type { Command } from 'commander';
import type { Facts } from './facts.mts';

const OWN_TO_NPM = ['ci', 'install'];

/** What is wrong with the commands in a text: npm scripts, `gauntlet`, targets of nx, variables that are set. */
export function commandProblems(text: string, facts: Facts): string[] {
  const scripts = matchesOf(text, /\bnpm (?:run (?:--silent )?)?([a-z][\w:-]*)/g);
  const targets = matchesOf(text, /\bnx run (@gauntlet\/[\w-]+):/g);
  const commands = matchesOf(text, /(?:^|\bnpx )gauntlet ([^#|;)]+)/g);
  return [
    ...scripts
      .filter((name) => !facts.scripts.has(name) && !OWN_TO_NPM.includes(name))
      .map((name) => `npm ${name}: no such script`),
    ...targets.filter((name) => !facts.packages.has(name)).map((name) => `nx run ${name}: no such package`),
    ...commands.flatMap((words) => gauntletProblems(words.trim().split(/\s+/), facts.program)),
  ];
}

function matchesOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}

function gauntletProblems(words: readonly string[], program: Command): string[] {
  let command = program;
  const problems: string[] = [];
  for (const word of words.map((one) => one.replace(/[[\],]/g, ''))) {
    if (word.startsWith('--')) {
      const options = [...command.options, ...program.options];
      if (!options.some(({ long }) => long === word)) problems.push(`gauntlet ${words.join(' ')}: no option ${word}`);
    } else if (command.commands.length > 0 && word !== '…') {
      const next = command.commands.find((one) => one.name() === word);
      if (!next) return [...problems, `gauntlet ${words.join(' ')}: no command ${word}`];
      command = next;
    }
  }
  return problems;
}
