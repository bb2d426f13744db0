import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '@gauntlet/detection/languages';
import { asking, context, said } from '../../test/subjects';
import { scoringOf } from '../zones';
import { inputLanguage, outputLanguage } from './language.check';

const FRENCH = 'Où est-ce que je trouve la facture du mois dernier ?';
const options = { allowed: ['en'] };

describe('language', () => {
  it('finds what is not in a language that is allowed, with its code', async () => {
    const asked = asking('Where is my order? Please tell me.', { variables: { mail: FRENCH } });
    const scoring = scoringOf(inputLanguage, options, await inputLanguage.score(asked, context(options)));
    expect(scoring).toMatchObject({ zone: 'block', found: [{ type: 'LANGUAGE_FR', where: 'variables/mail' }] });
  });

  it('allows any language in documents when the policy says so', async () => {
    const lenient = { ...options, document: { judge: 1, block: 1 } };
    const asked = asking('Summarise the mail for me, please.', { variables: { mail: FRENCH.repeat(20) } });
    const texts = await inputLanguage.score(asked, context(lenient));
    expect(scoringOf(inputLanguage, lenient, texts).zone).toBe('allow');
  });

  it('looks at answers too', async () => {
    expect(await outputLanguage.score(said(FRENCH), context(options))).toMatchObject([{ where: 'answer' }]);
    const allowed = { allowed: LANGUAGES };
    expect(await outputLanguage.score(said(FRENCH), context(allowed))).toMatchObject([{ score: 0 }]);
  });
});
