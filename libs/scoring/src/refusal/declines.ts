// Whoever declines says so at once; later the same words are about something else.
const OPENING_CHARACTERS = 240;
const SAYS = '(?:help|assist|answer|provide|tell|say|find|share|disclose|do|comply|discuss|confirm|give) ';

/** What declining sounds like in words between single spaces; `W` is any word. */
const PHRASES: readonly string[] = [
  // English
  ' (?:im|i am|were|we are) (?:not able|unable) to ',
  ` (?:i|we) (?:cant|cannot|can not|couldnt|could not|wont|will not|must not|may not) ${SAYS}`,
  ' (?:i|we) (?:must|have to) (?:decline|refuse) ',
  ' (?:i|we) (?:dont|do not) (?:know|have (?:W ){0,2}(?:information|details|answer|data)) ',
  ' (?:no|without) (?:W )?information (?:about|on|whether) ',
  ' knowledge base (?:W ){0,3}(?:not|doesnt|no|nothing) ',
  ' (?:not|isnt) (?:W )?(?:in|of|by) (?:my|our|the) (?:knowledge base|information) ',
  ' against (?:my|our) (?:guidelines|policy|policies) ',
  // German
  ' (?:kann|darf|können|dürfen) (?:W ){0,6}(?:nicht|keine?n?) (?:W ){0,5}(?:helfen|beantworten|sagen|nennen|geben|weitergeben|finden) ',
  ' (?:keine|nicht genug|nicht genügend) (?:informationen|angaben?|auskunft|antwort) ',
  ' (?:weiß|wissen) (?:W ){0,3}nicht ',
  ' wissensdatenbank (?:W ){0,5}(?:nichts?|keine?) ',
  ' nicht (?:W ){0,2}in (?:meiner|unserer|der) wissensdatenbank ',
  // French
  ' (?:je|nous) ne (?:peux|pouvons|sais|savons|suis|sommes) (?:W ){0,2}pas ',
  ' (?:pas|aucune) (?:W )?d?informations? ',
  ' base de connaissances ne (?:W ){0,2}(?:pas|rien|aucune) ',
  // Spanish
  ' no (?:puedo|podemos|sé|sabemos) ',
  ' no (?:tengo|tenemos|hay|dispongo|disponemos|contiene) (?:W ){0,4}(?:información|respuesta|datos) ',
  // Italian
  ' non (?:posso|possiamo|so|sappiamo) ',
  ' non (?:ho|abbiamo|ci sono|contiene|dispongo) (?:W ){0,4}(?:informazioni|risposta|dati) ',
  // Dutch
  ' (?:kan|kunnen|mag) (?:W ){0,6}(?:niet|geen) (?:W ){0,5}(?:helpen|beantwoorden|zeggen|geven|vinden) ',
  ' (?:geen (?:informatie|antwoord|gegevens)|(?:weet|weten) (?:W ){0,3}niet) ',
  // Polish
  ' nie (?:mogę|możemy|wiem|wiemy) ',
  ' nie (?:mam|mamy|zawiera) (?:W ){0,4}(?:informacji|odpowiedzi|danych) ',
];
const DECLINES = PHRASES.map((phrase) => new RegExp(phrase.replaceAll('W ', '[^ ]+ ')));

/**
 * True when an answer opens by declining: that somebody can't or may not help, or that what is known holds no answer. Knows
 * English, German, French, Spanish, Italian, Dutch and Polish phrases; others, and rare wordings, are missed.
 */
export function declines(answer: string): boolean {
  const opening = answer.slice(0, OPENING_CHARACTERS).normalize().toLowerCase();
  const words = ` ${opening
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  return DECLINES.some((phrase) => phrase.test(words));
}
