import { ValidateBy } from 'class-validator';

/** Bounds of a string map. */
export interface StringMapLimits {
  readonly maxEntries: number;
  readonly maxKeyLength: number;
}

/** The same in the description of the API, with the limits that all maps of the API have; names are not counted there. */
export const STRING_MAP = {
  selfRequired: false,
  nullable: true,
  type: 'object',
  maxProperties: 32,
  additionalProperties: { type: 'string' },
} as const;

/** A plain object of strings within its limits; class-validator has none. */
export function IsStringMap(limits: StringMapLimits): PropertyDecorator {
  const { maxEntries, maxKeyLength } = limits;
  return ValidateBy({
    name: 'isStringMap',
    validator: {
      validate: (value: unknown) => isStringMap(value, limits),
      defaultMessage: () => `must map at most ${maxEntries} names of at most ${maxKeyLength} characters to strings`,
    },
  });
}

function isStringMap(value: unknown, { maxEntries, maxKeyLength }: StringMapLimits): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  if (entries.length > maxEntries) return false;
  return entries.every(([key, text]) => key.length <= maxKeyLength && typeof text === 'string');
}
