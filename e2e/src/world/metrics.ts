/** Sum over the series of a Prometheus text whose name and labels match. */
export function metricTotal(text: string, name: RegExp, labels: RegExp): number {
  const series = text.split('\n').filter((line) => !line.startsWith('#'));
  const values = series.map((line) => /^(\w+)(\{.*\})? (\S+)/.exec(line));
  return values.reduce((sum, found) => {
    const [, metric = '', labelled = '', value = '0'] = found ?? [];
    return name.test(metric) && labels.test(labelled) ? sum + Number(value) : sum;
  }, 0);
}
