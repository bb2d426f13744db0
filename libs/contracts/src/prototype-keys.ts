/** Whether JSON text can hold the key `__proto__` at all, spelled out or in escapes; true for some texts that don't. */
export function mayHoldPrototypeKey(json: string): boolean {
  return json.includes('__proto__') || json.includes('\\u');
}

/** True when any object in a parsed JSON value has a key of its own that is named `__proto__`. Linear, and not recursive. */
export function hasPrototypeKey(value: unknown): boolean {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    if (Object.hasOwn(next, '__proto__')) return true;
    for (const inner of Object.values(next)) open.push(inner);
  }
  return false;
}
