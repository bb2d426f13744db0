const LIMIT_MS = 30_000;

/** Looks until the condition holds; throws at the deadline with what was seen last. */
export async function waitFor(description, look) {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const { holds, seen } = look();
    if (holds) return;
    if (Date.now() > deadline) throw new Error(`gave up waiting until ${description}; saw ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
