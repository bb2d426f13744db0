// Names of Presidio and of other sources, by the name that stands for all of them.
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  BANK_ACCOUNT: ['US_BANK_NUMBER', 'BANK_ACCOUNT_NUMBER', 'ACCOUNT_NUMBER'],
  CREDIT_CARD: ['CARD', 'CARD_NUMBER', 'CREDIT_CARD_NUMBER'],
  CRYPTO: ['CRYPTO_ADDRESS', 'BITCOIN_ADDRESS', 'ETHEREUM_ADDRESS', 'LITECOIN_ADDRESS'],
  DATE_OF_BIRTH: ['DATE_TIME', 'DATE', 'DOB', 'BIRTHDAY', 'BIRTH_DATE', 'BIRTHDATE'],
  EMAIL_ADDRESS: ['EMAIL', 'MAIL'],
  IBAN_CODE: ['IBAN'],
  IP_ADDRESS: ['IP', 'IPV4', 'IPV6', 'IPV4_ADDRESS', 'IPV6_ADDRESS'],
  MAC_ADDRESS: ['MAC'],
  PERSON: [
    'PER',
    'NAME',
    'PERSON_NAME',
    'FULL_NAME',
    'FIRST_NAME',
    'MIDDLE_NAME',
    'LAST_NAME',
    'GIVEN_NAME',
    'SURNAME',
  ],
  PHONE_NUMBER: ['PHONE', 'TELEPHONE', 'TELEPHONE_NUMBER', 'MOBILE', 'MOBILE_NUMBER', 'FAX', 'FAX_NUMBER'],
  STREET_ADDRESS: ['ADDRESS', 'POSTAL_ADDRESS', 'STREET'],
  URL: ['URI', 'DOMAIN_NAME'],
  US_SSN: ['SSN', 'SOCIAL_SECURITY_NUMBER'],
};

/** Kinds that are one family whatever the country. */
const KINDS: Readonly<Record<string, RegExp>> = {
  DRIVER_LICENSE: /^(?:[A-Z]{2}_)?DRIV(?:ER|ERS|ING)_LICEN[CS]E(?:_NUMBER)?$/,
  PASSPORT: /^(?:[A-Z]{2}_)?PASSPORT(?:_NUMBER)?$/,
};

// What tells of nobody in particular.
const IMPERSONAL = [
  ...[
    'AGE',
    'CITY',
    'COMPANY',
    'COUNTRY',
    'DATE',
    'DATE_TIME',
    'DOMAIN_NAME',
    'GENDER',
    'GPE',
    'JOB',
    'LANGUAGE',
    'LOC',
  ],
  ...['LOCATION', 'MISC', 'MONEY', 'NORP', 'NRP', 'ORG', 'ORGANIZATION', 'PREFIX', 'STATE', 'SUFFIX', 'TIME', 'TITLE'],
  ...['URI', 'URL', 'ZIP', 'ZIP_CODE', 'ZIPCODE'],
];

const familyByName = new Map(
  Object.entries(FAMILIES).flatMap(([family, names]) => names.map((name) => [name, family])),
);
const impersonal = new Set(IMPERSONAL);

/** The name that stands for all names of a type of personal data: that of Presidio, else the type itself. */
export function familyOf(type: string): string {
  const name = written(type);
  const kind = Object.entries(KINDS).find(([, pattern]) => pattern.test(name));
  return familyByName.get(name) ?? kind?.[0] ?? name;
}

/** True for types that are no personal data by themselves, such as the name of a city. */
export function isImpersonal(type: string): boolean {
  return impersonal.has(written(type));
}

function written(type: string): string {
  return type.toUpperCase().replace(/[\s-]+/g, '_');
}
