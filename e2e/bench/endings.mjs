const endings = new Set();

/** Remembers how something that was started is stopped; the function that it gives back stops it now, once. */
export function atEnd(stop) {
  const ending = async () => {
    if (endings.delete(ending)) await stop();
  };
  endings.add(ending);
  return ending;
}

/** Stops what is still running, the latest first. */
export async function endAll() {
  for (const ending of [...endings].toReversed()) await ending();
}
