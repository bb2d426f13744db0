/** Words with a capital that stand in texts for something else than a person, though some people are called so. */
export const NEVER_NAMES = `
  monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
  november december januar februar märz mai juni juli oktober dezember janvier février avril juin juillet août septembre
  octobre novembre décembre enero febrero abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio
  febbraio aprile maggio giugno luglio settembre ottobre dicembre english german french spanish italian russian chinese
  japanese korean american british canadian australian dutch swedish danish norwegian finnish polish czech slovak hungarian
  greek turkish arabic hebrew hindi portuguese european asian african latin irish scottish welsh indian mexican brazilian
  ukrainian swiss austrian belgian christian muslim jewish catholic protestant buddhist hindu google microsoft apple amazon
  facebook twitter youtube netflix python javascript java linux windows android corona covid america internet dr mr mrs ms
  user agent bot customer assistant human person author asia hey yeah hi yes no ok okay what who the`
  .trim()
  .split(/\s+/);
