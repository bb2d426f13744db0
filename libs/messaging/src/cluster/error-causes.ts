/** The error and what is behind it, the deepest last, also where kafkajs has wrapped it. */
export function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && !causes.includes(cause); cause = causeOf(cause)) causes.push(cause);
  return causes;
}

function causeOf(error: Error): unknown {
  return error.cause ?? ('originalError' in error ? error.originalError : undefined);
}
