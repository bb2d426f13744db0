import { ALL_KINDS } from './ids/all-kinds';

/** Types that no country has for itself; the commonest first. */
const GENERAL = [
  ...['EMAIL_ADDRESS', 'PHONE_NUMBER', 'CREDIT_CARD', 'IBAN_CODE', 'STREET_ADDRESS', 'PERSON', 'DATE_OF_BIRTH'],
  ...['PASSPORT', 'DRIVER_LICENSE', 'IP_ADDRESS', 'MAC_ADDRESS', 'URL_CREDENTIALS', 'CRYPTO'],
];

/** All types of personal data that can be found, those of single countries behind the others. */
export const PERSONAL_DATA_TYPES: readonly string[] = [...new Set([...GENERAL, ...ALL_KINDS.map(({ type }) => type)])];
