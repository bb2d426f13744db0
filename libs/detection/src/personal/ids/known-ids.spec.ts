import { describe, expect, it } from 'vitest';
import { ALL_KINDS } from './all-kinds';
import { findIds } from './find-ids';

// Examples that the issuers print, or that everybody uses to explain the number.
const EXAMPLES: readonly (readonly [type: string, id: string])[] = [
  ['US_NPI', '1234567893'],
  ['ABA_ROUTING_NUMBER', '021000021'],
  ['US_MBI', '1EG4-TE5-MK73'],
  ['MEDICAL_LICENSE', 'F91234563'],
  ['CA_SIN', '130 692 544'],
  ['MX_CURP', 'BOXW310820HNERXN09'],
  ['MX_RFC', 'GODE561231GR8'],
  ['BR_CPF', '111.444.777-35'],
  ['BR_CNPJ', '11.222.333/0001-81'],
  ['AR_CUIT', '20-12345678-6'],
  ['CL_RUT', '12.345.678-5'],
  ['UK_NHS', '943 476 5919'],
  ['UK_NINO', 'AB 12 34 56 C'],
  ['UK_DRIVING_LICENCE', 'MORGA657054SM9IJ'],
  ['UK_POSTCODE', 'SW1A 1AA'],
  ['ES_NIF', '12345678Z'],
  ['ES_NIE', 'X-1234567-L'],
  ['PT_NIF', '123456789'],
  ['FR_NIR', '2 55 08 14 168 025 38'],
  ['NL_BSN', '111222333'],
  ['BE_NRN', '85.07.30-033.28'],
  ['BE_VAT', 'BE0428759497'],
  ['IT_FISCAL_CODE', 'RSSMRA85T10A562S'],
  ['IT_VAT_CODE', '00743110157'],
  ['IE_PPS', '1234567T'],
  ['DE_TAX_ID', '86095742719'],
  ['DE_SOCIAL_SECURITY', '15070649C103'],
  ['DE_HEALTH_INSURANCE', 'A123456780'],
  ['DE_VAT_ID', 'DE136695976'],
  ['DE_ID_CARD', 'T220001293'],
  ['DE_LANR', '246813901'],
  ['CH_AHV', '756.9217.0769.85'],
  ['AT_SVNR', '1237 010180'],
  ['FI_PERSONAL_IDENTITY_CODE', '131052-308T'],
  ['SE_PERSONNUMMER', '811228-9874'],
  ['SE_ORGANISATIONSNUMMER', '556703-7485'],
  ['NO_FODSELSNUMMER', '15108695088'],
  ['DK_CPR', '211062-5629'],
  ['IS_KENNITALA', '450401-3150'],
  ['EE_ISIKUKOOD', '36805280109'],
  ['LT_ASMENS_KODAS', '33309240064'],
  ['LV_PERSONAS_KODS', '161175-19997'],
  ['PL_PESEL', '44051401359'],
  ['PL_NIP', '8567346215'],
  ['CZ_RODNE_CISLO', '710319/2745'],
  ['RO_CNP', '1630615123457'],
  ['BG_EGN', '7523169263'],
  ['HR_OIB', '33392005961'],
  ['RS_JMBG', '0101006500006'],
  ['HU_ADOAZONOSITO', '8071592153'],
  ['GR_AMKA', '01013099997'],
  ['GR_AFM', '094259216'],
  ['TR_NATIONAL_ID', '17291716060'],
  ['TR_TAX_ID', '4540536920'],
  ['RU_SNILS', '112-233-445 95'],
  ['RU_INN', '7707083893'],
  ['UA_RNOKPP', '1759013776'],
  ['IL_ID', '039337423'],
  ['ZA_ID_NUMBER', '7503305044089'],
  ['IN_AADHAAR', '2341 2341 2346'],
  ['IN_PAN', 'ACUPA7085R'],
  ['IN_GSTIN', '27AAPFU0939F1ZV'],
  ['CN_RIC', '11010519491231002X'],
  ['TW_NATIONAL_ID', 'A123456789'],
  ['HK_ID', 'A1234563'],
  ['KR_RRN', '971013-1019902'],
  ['KR_BRN', '116-82-00276'],
  ['JP_MY_NUMBER', '123456789018'],
  ['TH_TNIN', '1-2345-45678-78-1'],
  ['SG_NRIC_FIN', 'S1234567D'],
  ['SG_UEN', '197401143C'],
  ['AU_ABN', '83 914 571 673'],
  ['AU_ACN', '004 085 616'],
  ['AU_TFN', '123 456 782'],
  ['AU_MEDICARE', '2123 45670 1'],
  ['NZ_IRD', '49-091-850'],
];

// Their numbers have no check digit, or are written without it as well; a wrong one can't be told.
const WITHOUT_CHECK = [
  'UK_NINO',
  'UK_POSTCODE',
  'UK_DRIVING_LICENCE',
  'US_MBI',
  'IN_PAN',
  'IN_GSTIN',
  'KR_RRN',
  'MX_RFC',
  'DK_CPR',
  'SG_NRIC_FIN',
  'FR_NIR',
];

describe('an identification number', () => {
  it.each(EXAMPLES)('of the kind %s is found where a word says what it is', (type, id) => {
    const word = ALL_KINDS.find((kind) => kind.type === type)?.context.split(', ')[0];
    const before = `Please note: my ${word} is `;
    expect(findIds(`${before}${id}, thanks`)).toEqual([{ type, start: before.length, end: before.length + id.length }]);
  });

  it.each(EXAMPLES.filter(([type]) => !WITHOUT_CHECK.includes(type)))(
    'of the kind %s has a check digit, which one wrong digit breaks',
    (type, id) => {
      const word = ALL_KINDS.find((kind) => kind.type === type)?.context.split(', ')[0];
      const at = id.search(/\d(?=\D*\d\D*\d?\D*$)/);
      const wrong = id.slice(0, at) + ((Number(id.charAt(at)) + 1) % 10) + id.slice(at + 1);
      const types = findIds(`my ${word} is ${wrong}, thanks`).map((found) => found.type);
      expect(types).not.toContain(type);
    },
  );
});
