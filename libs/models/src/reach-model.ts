import type { ProviderEndpoint } from './provider-endpoints';

/** Why a model could not answer now; `code` is stable, the message names the fix and holds no text of the provider. */
export interface ReachProblem {
  readonly code: string;
  readonly message: string;
}

const MOST_BYTES = 4 * 1_048_576;
/** Servers that list no models say nothing about whether one answers. */
const LISTS_NOTHING: ReadonlySet<number> = new Set([404, 405, 501]);
const DATE = /-\d{8}$/;
/** How names end that stand for a dated one, as in `claude-opus-4-0` and `claude-3-5-haiku-latest`. */
const UNDATED = /-(latest|0)$/;

/**
 * Asks a provider for its list of models, which costs nothing. Null when the model is there, or the provider doesn't tell.
 * Never throws; ends after `limitMs`.
 */
export async function reachProblem(
  endpoint: ProviderEndpoint,
  model: string,
  limitMs: number,
): Promise<ReachProblem | null> {
  const { needsKey, apiKey, keyVariable } = endpoint;
  if (needsKey && apiKey === null) return { code: 'provider_key_missing', message: `${keyVariable} is not set` };
  try {
    const { url, headers } = questionOf(endpoint);
    // A key follows no redirect to somebody else.
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(limitMs) });
    if (!response.ok) {
      // Unread, it would keep its connection.
      await response.body?.cancel();
      return statusProblem(response.status, endpoint);
    }
    return listProblem(await textOf(response), model, endpoint);
  } catch {
    const message = `${endpoint.name} is not reached at ${new URL(endpoint.baseUrl).origin} within ${limitMs} ms`;
    return { code: 'provider_connection_failed', message };
  }
}

function questionOf({ protocol, baseUrl, apiKey }: ProviderEndpoint): { url: string; headers: Record<string, string> } {
  const base = baseUrl.replace(/\/$/, '');
  if (protocol === 'openai') {
    return { url: `${base}/models`, headers: apiKey === null ? {} : { authorization: `Bearer ${apiKey}` } };
  }
  const headers = { 'x-api-key': apiKey ?? '', 'anthropic-version': '2023-06-01' };
  return { url: `${base}/v1/models?limit=1000`, headers };
}

function statusProblem(status: number, { name, keyVariable }: ProviderEndpoint): ReachProblem | null {
  if (LISTS_NOTHING.has(status)) return null;
  if (status !== 401 && status !== 403) return { code: `http_${status}`, message: `${name} answers ${status}` };
  return { code: 'provider_auth_failed', message: `${name} refuses the key (${status}): correct ${keyVariable}` };
}

function listProblem(text: string, model: string, { name }: ProviderEndpoint): ReachProblem | null {
  const ids = idsIn(text);
  if (ids === null || isListed(ids, model)) return null;
  return { code: 'model_not_listed', message: `${name} lists no ${model}: pull it there, or pin one that it has` };
}

/** Ollama's tag goes without saying, as in `llama3.2:latest`; Anthropic lists dated names and takes those without date too. */
function isListed(ids: ReadonlySet<string>, model: string): boolean {
  const undated = model.replace(UNDATED, '');
  return ids.has(`${model}:latest`) || [...ids].some((id) => id === model || id.replace(DATE, '') === undated);
}

/** Null for what is no list of models. */
function idsIn(text: string): ReadonlySet<string> | null {
  try {
    const { data } = JSON.parse(text) as { data?: unknown };
    return Array.isArray(data) ? new Set(data.map((one: { id?: unknown } | null) => String(one?.id))) : null;
  } catch {
    return null;
  }
}

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) return '';
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
