import type { FieldProblem } from '@gauntlet/contracts';
import type { Policy } from './policy';

/** Where anybody can have an address. The largest ones, and their names in single countries. */
const PUBLIC_MAIL_HOST = new RegExp(
  `^(?:${[
    '(?:gmail|googlemail|aol|icloud|fastmail|hey|zoho|zohomail|rediffmail|inbox|email|usa|juno|comcast|verizon|sbcglobal|bellsouth)\\.com',
    '(?:yahoo|ymail|rocketmail|hotmail|outlook|live|msn|gmx|mail|yandex|aim)\\.(?:com?\\.)?[a-z]{2,3}',
    '(?:me|mac|qq|163|126|sina|sohu|foxmail|naver|hanmail|daum|protonmail|tutanota|mailfence|runbox|hushmail|posteo)\\.(?:com|net|de)',
    '(?:proton|pm|tuta)\\.(?:me|io|com)|(?:att|comcast|cox|verizon|earthlink|orange)\\.net|(?:web|freenet|t-online|arcor|mailbox|posteo)\\.(?:de|org)',
    '(?:orange|wanadoo|free|laposte|sfr)\\.(?:fr|net)|(?:libero|virgilio|tiscali|alice|tin)\\.it|(?:wp|o2|onet|interia)\\.pl|seznam\\.cz',
    '(?:uol|bol|terra)\\.com\\.br|(?:bk|list|inbox|rambler)\\.ru|ukr\\.net|(?:bluewin|hispeed)\\.ch|ziggo\\.nl|btinternet\\.com|tutamail\\.com',
  ].join('|')})$`,
);

/** What of a policy is allowed and rarely meant, for its author. */
export function policyNotes(policy: Policy): FieldProblem[] {
  return policy.output.flatMap(({ check, options }, index) => {
    if (check !== 'personal-data' || !Array.isArray(options['allow'])) return [];
    const domains = (options['allow'] as string[]).filter(isPublic);
    const field = `/output/checks/${index}/options/allow`;
    return domains.map((domain) => ({ field, problem: noteOn(domain) }));
  });
}

function isPublic(own: string): boolean {
  return own.startsWith('@') && PUBLIC_MAIL_HOST.test(own.slice(1).toLowerCase());
}

function noteOn(domain: string): string {
  return `has ${domain}, where anybody can have an address, so it lets the addresses of customers pass; name your own, such as shop${domain}`;
}
