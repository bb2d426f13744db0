/** The upstream itself, asked without anything between: what the others are compared with. */
export async function startDirect({ upstream }) {
  return {
    target: { origin: `http://127.0.0.1:${upstream.port}`, path: '/v1/chat/completions', headers: {}, model: 'bench' },
    isDirect: true,
    roots: [],
    stores: null,
    stop: async () => undefined,
  };
}
