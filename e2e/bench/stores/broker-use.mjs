/** What the dev-broker counts, by the name of its metric and of the API; null for a broker that does not count. */
export async function brokerUse(metricsUrl) {
  if (metricsUrl === null) return null;
  const response = await fetch(metricsUrl).catch(() => null);
  if (!response?.ok) return null;
  const use = { requests: {}, bytesIn: {}, bytesOut: {} };
  const METRICS = { requests_total: 'requests', received_bytes_total: 'bytesIn', sent_bytes_total: 'bytesOut' };
  for (const [, metric, api, value] of (await response.text()).matchAll(/^dev_broker_(\w+)\{api="(\w+)"\} (\d+)$/gm)) {
    use[METRICS[metric]][api] = Number(value);
  }
  return use;
}
