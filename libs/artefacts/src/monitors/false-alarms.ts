const PERIODS: Readonly<Record<string, number>> = { day: 365.25, week: 365.25 / 7, month: 12, year: 1 };
const FORM = /^(\d+(?:\.\d+)?) (?:per|a|an|in|every) (?:(\d+) )?(day|week|month|year)s?$/;
/** More is no budget: somebody would be called every hour. */
const MOST = 8_766;

/** How many false alarms a year a text allows, as in `1 per year` and `1 per 6 months`; null for another form or none at all. */
export function falseAlarmsPerYear(text: string): number | null {
  const [, count, periods = '1', period = ''] = FORM.exec(text.trim()) ?? [];
  const perYear = (Number(count) / Number(periods)) * (PERIODS[period] ?? Number.NaN);
  return perYear > 0 && perYear <= MOST ? perYear : null;
}
