/** Languages whose alphabet others share: told apart by how often letters stand together. Their order is that of the weights. */
export const COUNTED_LANGUAGES = [
  ...['af', 'ar', 'bg', 'ca', 'cs', 'da', 'de', 'en', 'es', 'et', 'fa', 'fi', 'fr', 'hu', 'id', 'it', 'kk', 'lt'],
  ...['lv', 'mk', 'nb', 'nl', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'sv', 'tr', 'uk', 'vi'],
] as const;

/** Languages that are told by their script, which few others are written in. */
export const SCRIPT_LANGUAGES = [
  ...['bn', 'el', 'gu', 'he', 'hi', 'hy', 'ja', 'ka', 'km', 'kn', 'ko', 'lo', 'ml', 'my', 'ta', 'te', 'th', 'zh'],
] as const;

/** ISO 639-1 codes of the languages that are recognised; `nb` is Norwegian. */
export const LANGUAGES: readonly string[] = [...COUNTED_LANGUAGES, ...SCRIPT_LANGUAGES];
