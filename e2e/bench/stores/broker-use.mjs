/** Requests by API, and bytes that were read, as the dev-broker counts them; null for a broker that does not count. */
export async function brokerUse(metricsUrl) {
  if (metricsUrl === null) return null;
  const response = await fetch(metricsUrl).catch(() => null);
  if (!response?.ok) return null;
  const metrics = [...(await response.text()).matchAll(/^dev_broker_(\w+)\{api="(\w+)"\} (\d+)$/gm)];
  const byApi = (metric) =>
    Object.fromEntries(metrics.filter(([, name]) => name === metric).map(([, , api, value]) => [api, Number(value)]));
  return { requests: byApi('requests_total'), readBytes: byApi('sent_bytes_total').Fetch ?? 0 };
}
