/** What `\d+ analytics.*` tells an analyst about each view. */
export const VIEW_COMMENTS: readonly (readonly [string, string])[] = [
  ['analytics.outputs', 'One row per request: the answer that the caller got, with what it took. Texts are redacted.'],
  ['analytics.attempts', 'Every call of a model for the answers in analytics.outputs, successful or not.'],
  ['analytics.verdicts', 'What each check of the guardrails said about the answers in analytics.outputs.'],
  ['analytics.scores', 'At most one score per request, scorer and scorer version; a sample, see sampling_weight.'],
];

const OUTPUTS = {
  request_id: 'joins all views of this schema',
  accepted_at: 'when ingress accepted the request; the months of this column are the partitions: filter on it',
  released_at: 'when the answer reached the log',
  prompt_version: 'that the answer came from: of the pin, or of the backup that answered with its own',
  prompt_hash: 'SHA-256 of the file of prompt_version',
  pin_offset: 'offset in llm.prompt.pinned.v1 of the pin that chose version, policy and model',
  policy: 'name@version of the guardrail policy',
  canary: 'true when the request fell into the canary share of its pin',
  outcome: 'answered, blocked (a check refused) or canned (the safe answer of the pin)',
  flags: 'any of repaired, redacted, fallback',
  reason: 'stable code for blocked and canned ones',
  provider: 'of the completion that was taken; null when blocked on input or canned',
  model: 'of the completion that was taken; null when blocked on input or canned',
  input_tokens: 'over all paid attempts, also those whose completion was thrown away',
  output_tokens: 'over all paid attempts, also those whose completion was thrown away',
  cost_usd: 'over all paid attempts; null when the price of one is unknown; 0 when none was made',
  latency_ms: 'from accepted_at to released_at, waiting included',
  messages: 'the rendered prompt as the model got it; empty when the request ended before',
  trace_id: 'W3C trace id; null when tracing was off',
};

const ATTEMPTS = {
  turn: '0 is the first answer, 1 the repair turn',
  rung: '0 is the pinned model, 1 and up its backups',
  number: 'counts the tries on the rung',
  cost_usd: 'null when not paid or when the price is unknown; tokens tell which',
  ledger: 'claimed (paid now), replayed (a stored result was used) or unreachable (went on without the ledger)',
  cut: 'took over a call whose process died: it may have been paid twice',
};

const VERDICTS = {
  side: 'input or output',
  outcome: 'pass, flag, redact, repair, block, or error when the check itself failed',
  reason: 'stable code, never text of the request',
};

const SCORES = {
  score: '0 to 1, 1 is best; what it measures is in the README of eval-scorer',
  sampling_reason: 'sample (drawn by hash of the request id), or guarded or fallback (always scored)',
  sampling_weight: 'how many requests this one stands for: weight means with it',
};

const columnsOf = (view: string, columns: Readonly<Record<string, string>>) =>
  Object.entries(columns).map(([column, comment]) => [`${view}.${column}`, comment] as const);

/** What `\d+ analytics.*` tells about the columns whose name doesn't say it all. */
export const COLUMN_COMMENTS: readonly (readonly [string, string])[] = [
  ...columnsOf('analytics.outputs', OUTPUTS),
  ...columnsOf('analytics.attempts', ATTEMPTS),
  ...columnsOf('analytics.verdicts', VERDICTS),
  ...columnsOf('analytics.scores', SCORES),
];

/** The statements that give a view its comments again after it was made again; `further` are of columns that came later. */
export function commentsOn(view: string, further: Readonly<Record<string, string>> = {}): string[] {
  const columns = [...COLUMN_COMMENTS, ...columnsOf(view, further)].filter(([column]) => column.startsWith(`${view}.`));
  const views = VIEW_COMMENTS.filter(([name]) => name === view);
  return [
    ...views.map(([name, comment]) => `COMMENT ON VIEW ${name} IS '${comment}'`),
    ...columns.map(([column, comment]) => `COMMENT ON COLUMN ${column} IS '${comment}'`),
  ];
}
