import { Command, InvalidArgumentError, Option } from 'commander';
import { durationMs } from '../duration';
import { HELP_CONFIGURATION } from '../terminal/help';
import type { Terminal } from '../terminal/terminal';
import type { DriftExit } from './drift-exit';
import { replay, type ReplayOptions } from './replay.command';

const HELP = `
A row is one answer, a JSON object a line. It needs at, prompt and version; it may have model, snapshot, policy, tenant,
judge, anchor, language, outcome, score, scorer, scores, length, latency, cost, tokens, weight, cluster and id.

  {"at":"2026-03-01T09:30:00Z","prompt":"support-agent","version":"v7","language":"de","outcome":"answered","score":0.9}

A time without a zone is UTC. Rows of one cluster, such as a conversation, count once an hour. A row with anchor true, or with the
score that people gave, is no traffic: it shows whether the judge has changed. Equal lines count once.

A monitors file:

  falseAlarms: 1 per year        # of all monitors together; or 2 per year, 1 per 6 months
  step: 1h
  monitors:
    - score.faithfulness must stay above 0.85
    - score.faithfulness must not drop more than 5 points week over week
    - questions (language, length) must look like last month's
    - { name: refusals, rule: level, metric: refusal_rate, below: 0.05, prompt: support-agent, by: [tenant, language] }
    - { name: weekly, rule: change, metric: score, drop: 0.05 }      # or rise
    - { name: mix, rule: distribution, of: [language, outcome], like: last month, tolerance: 0.05 }

Metrics are score, score.<scorer>, <outcome>_rate, and with bounds length, latency, cost and tokens.

Exit codes: 0 no monitor fired, 1 at least one did, 2 nothing fired but no monitor had enough data, 3 the replay could not run
(a wrong file, row or option).`;

/** `drift replay`, which needs nothing that runs. `end` is told the exit code of a command that ran. */
export function driftCommand(terminal: () => Terminal, end: (code: DriftExit) => void): Command {
  const command = new Command('drift')
    .configureHelp(HELP_CONFIGURATION)
    .description('whether answers became worse, with a stated number of false alarms');
  command
    .command('replay')
    .description(
      'run monitors over rows of a file, and tell each change of state (exit code 0 quiet, 1 fired, 2 not enough data)',
    )
    .argument('<file>', 'JSON Lines of answers, by time (- for standard input)')
    .requiredOption('--monitors <file>', 'monitors file with rules')
    .addOption(
      new Option('--slack <time>', 'how much later than a row an earlier one may come')
        .argParser(parseSlack)
        .default(durationMs(1, 'h'), '1h'),
    )
    .addHelpText('after', HELP)
    .action(async (file: string, { slack, monitors }: { slack: number } & Pick<ReplayOptions, 'monitors'>) => {
      end(await replay(file, { monitors, slackMs: slack }, terminal(), (line) => console.error(line)));
    });
  return command;
}

function parseSlack(text: string): number {
  const [, count, unit = ''] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  const slack = durationMs(Number(count), unit);
  if (slack >= 0 && slack <= durationMs(31, 'd')) return slack;
  throw new InvalidArgumentError('it must be a time of at most 31 days, as in 30m, 2h or 1d.');
}
