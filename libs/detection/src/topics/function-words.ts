// Words that sentences of any topic have, in the languages in which most prompts are written.
const WORDS = `
a about after all also am an and any are as at be because been before being best between but by can could describe did do does
doing don easy every example explain find first for from get give go good had has have he help her here him his how if in into is
it its just keep kind know like list long look make many may me mean mine more most much my name need new no not now of off on
one only or other our out over part people please put right same say see she should show so some still take tell than thank
thanks that the their them then there these they thing things think this those to too two under up us use used very want was way
we well were what when where which while who whose why will with word work would write year you your yours
afternoon bye day evening great hello helped hi lot morning nice ok okay today tomorrow welcome yes
aber alle als am an auch auf aus bei bin bist bitte da das dass dem den der des die dies diese dieser doch du durch ein eine einem
einen einer er es etwas euch fur gibt hab habe haben hat hier ich ihr ihre im in ist ja kann kannst konnen machen man mein meine
meinen mehr mich mir mit nach nicht noch nur ob oder sagen schon sehr sein seine sich sie sind so soll sollte uber um und uns unser
viel von vor war warum was welche wenn wer werden wie wieder wird wo zu zum zur
au aussi avec avez avoir bien ce ces cette comme comment dans de des deux dire du elle en est et etre faire fait il ils j je l la
le les leur lui ma mais me mes mon ne nous on ou par pas peut peux plus pour pourquoi qu quand que quel quelle qui quoi s sa sans se
ses si son sont sur ta te tout tres tu un une vous votre y
al algo como con cual cuando de decir del desde donde el ella en eres es esta estas este esto estoy favor fue ha hace hacer hay la
las le lo los mas me mi mis muy no nos o para pero por porque puede puedes puedo que quien quiero se ser si sin sobre son su sus te
tengo tiene todo tu un una y ya yo
ao as com como da das de do dos e ela ele em esta eu foi isso ja mais mas me meu minha muito na nao nas no nos o os ou para pelo
por porque posso pode qual quando que quem quero se sem ser seu sua tem um uma voce
agli ai alla anche che chi ci come con cosa cui da dal degli dei del della delle di dove e gli ha ho i il io la le lo ma mi mia mio
ne nel nella non per perche piu posso puo quale quando questa questo se si sono su suo tra tu un una voglio
aan al als bij dan dat de deze die dit doen door een en er ging had heb hebben heeft het hij hoe ik in is ja je kan kunnen maar me
meer met mij mijn naar niet nog om onder ons ook op over te tot uit van veel voor waar waarom wat welke wie wil worden wordt zal ze
zich zijn zo
`;

const FUNCTION_WORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/));

/** True for a word that says nothing of what a text is about; the word is folded. */
export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word);
}
