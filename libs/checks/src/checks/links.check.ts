import { domainToASCII } from 'node:url';
import { findLinks, type Link, LINKS } from '@gauntlet/detection';
import { answerOf, type CheckContext, type FindingCheck, type OutputSubject } from './check';
import { redactedAnswer } from './redacted-texts';

/**
 * Finds links of an answer that lead to other hosts than the policy allows. Images and frames are fetched without anybody's
 * click, so one of them tells its host whatever the model was made to write into the address.
 */
export const links: FindingCheck<OutputSubject> = {
  name: 'links',
  version: LINKS.version,
  async run(subject, { options, readings }) {
    const { where, text } = answerOf(subject);
    const isForeign = foreignTo(options);
    const foreign = await readings.found(text, (reading) => findLinks(reading).filter(isForeign));
    const found = foreign.map((link) => ({ ...link, where }));
    return found.length === 0 ? null : { reason: 'foreign_link', found, changed: await redactedAnswer(subject, found) };
  },
};

function foreignTo({ allow = [], every = false }: CheckContext['options']): (link: Link) => boolean {
  // As addresses have them: a policy may write bücher.example or xn--bcher-kva.example. An empty one is no host.
  const allowed = (allow as readonly string[]).map((one) => domainToASCII(one)).filter((one) => one !== '');
  const isAllowed = (host: string) => allowed.some((one) => host === one || host.endsWith(`.${one}`));
  return ({ type, host }) => (type === 'FETCHED_LINK' || every === true) && !isAllowed(host);
}
