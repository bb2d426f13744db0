// Words that say what a number is and belong to no single country.
export const IDENTITY = 'national id, identity, identification, id number, id no, id card, personal id, citizen';
export const TAX = 'tax, fiscal, taxpayer';
export const COMPANY = 'company, business, registration, register';
export const HEALTH = 'health, patient, insurance, medical';
export const LICENCE =
  "driver's lic, driver’s lic, drivers lic, driver lic, driving lic, driverlic, permis de conduire, führerschein, fuehrerschein, fahrerlaubnis, patente, permiso de conducir, licencia de conducir, carta de condução, cnh, rijbewijs, körkort, prawo jazdy, ajokortti, 운전면허, 運転免許, 驾驶证, 驾照";
