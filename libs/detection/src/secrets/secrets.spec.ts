import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth, HOSTILE_TEXTS } from '@gauntlet/testing';
import { readText } from '../reading/reading';
import { findSecrets } from './secrets';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ALNUM = `${LETTERS}0123456789`;
const HEX = '0123456789abcdef';

/** So many characters of an alphabet, in an order that looks drawn and is the same in each run. */
function drawn(count: number, alphabet = ALNUM): string {
  let state = 0x2545f491;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return alphabet[(state >>> 16) % alphabet.length];
  }).join('');
}

const upper = (count: number) => drawn(count, ALNUM.toUpperCase());

// Put together here, so that nobody who scans this repository takes one of them for a key.
const TOKENS: Readonly<Record<string, string>> = {
  '1Password': `ops_ey${drawn(120)}fQ==`,
  Anthropic: `sk-ant-api03-${drawn(93)}AA`,
  AWS: `AKIA${upper(16)}`,
  'AWS secret': `aws_secret_access_key = "${drawn(40)}"`,
  Azure: `${drawn(52)}JQQJ99${drawn(25)}`,
  'Azure client secret': `${drawn(3)}8Q~${drawn(34)}`,
  'Azure storage': `AccountName=a;AccountKey=${drawn(86)}==;`,
  Cloudflare: `v1.0-${drawn(24, HEX)}-${drawn(146, HEX)}`,
  Databricks: `dapi${drawn(32, HEX)}`,
  DigitalOcean: `dop_v1_${drawn(64, HEX)}`,
  Docker: `dckr_pat_${drawn(27)}`,
  Figma: `figd_${drawn(40)}`,
  GitHub: `ghp_${drawn(36)}`,
  'GitHub, fine-grained': `github_pat_${drawn(82)}`,
  'GitHub app': `ghs_12345_${drawn(40)}.${drawn(300)}.${drawn(40)}`,
  GitLab: `glpat-${drawn(20)}`,
  Google: `AIza${drawn(35)}`,
  Grafana: `glsa_${drawn(32)}_${drawn(8, HEX)}`,
  'Grafana cloud': `glc_eyJ${drawn(60)}=`,
  Groq: `gsk_${drawn(52)}`,
  'Hugging Face': `hf_${drawn(34, LETTERS)}`,
  Linear: `lin_api_${drawn(40)}`,
  Mongo: `mongodb+srv://reader:${drawn(12)}@cluster0.example.net/shop`,
  MySQL: `mysql://root:${drawn(12)}@db:3306/shop`,
  Notion: `ntn_${drawn(11, '0123456789')}${drawn(35)}`,
  npm: `npm_${drawn(36)}`,
  'npm registry': `//registry.example.org/:_authToken=${drawn(36)}`,
  NVIDIA: `nvapi-${drawn(64)}`,
  OpenAI: `sk-proj-${drawn(74)}T3BlbkFJ${drawn(74)}`,
  'OpenAI, old': `sk-${drawn(20)}T3BlbkFJ${drawn(20)}`,
  OpenRouter: `sk-or-v1-${drawn(64, HEX)}`,
  Perplexity: `pplx-${drawn(48)}`,
  Postgres: `postgresql://app:${drawn(12)}@127.0.0.1/app`,
  'private key': `-----BEGIN RSA PRIVATE KEY-----\n${drawn(200)}\n-----END RSA PRIVATE KEY-----`,
  Replicate: `r8_${drawn(37)}`,
  SendGrid: `SG.${drawn(22)}.${drawn(43)}`,
  Shopify: `shpat_${drawn(32, HEX)}`,
  Slack: `xoxb-${drawn(11, '0123456789')}-${drawn(24)}`,
  'Slack webhook': `https://hooks.slack.com/services/T${upper(8)}/B${upper(8)}/${drawn(24)}`,
  Stripe: `sk_live_${drawn(24)}`,
  Tailscale: `tskey-auth-${drawn(12)}-${drawn(32)}`,
  Vault: `hvs.${drawn(95)}`,
  Vercel: `vcp_${drawn(40)}`,
  xAI: `xai-${drawn(80)}`,
  'web token': `eyJ${drawn(20)}.eyJ${drawn(40)}.${drawn(43)}`,
  'basic authentication': `https://ann:${drawn(10)}@example.org/`,
};

const secretsIn = (text: string) => findSecrets(readText(text)).map(({ start, end }) => text.slice(start, end));

describe('findSecrets', () => {
  it.each(Object.entries(TOKENS))('finds a token of %s, in a sentence and in code', (_, token) => {
    const [secret = ''] = secretsIn(token);
    expect(secret.length).toBeGreaterThanOrEqual(10);
    expect(secretsIn(`I think it is ${token} but I am not sure.`)).toEqual([secret]);
    expect(secretsIn(`const value = { a: '${token}' };`)).toEqual([secret]);
  });

  it.each([
    ['password: hunter2!', 'hunter2!'],
    ['My password is Tr0ub4dor&3.', 'Tr0ub4dor&3'],
    ['DB_PASSWORD_PROD="correct horse"', null],
    ['DB_PASSWORD_PROD="correct-horse-battery"', 'correct-horse-battery'],
    ['{"password":"letmein99"}', 'letmein99'],
    ['Passwort: Sommer2024', 'Sommer2024'],
    ['la contraseña es Perro#77', 'Perro#77'],
    ['SharedAccessKey=' + drawn(43) + '=', `${drawn(43)}=`],
    ['Authorization: Bearer ' + drawn(40), drawn(40)],
    [`client_secret => ${drawn(32)}`, drawn(32)],
    ['password: ab1!x', 'ab1!x'],
    ['<password>Tr0ub4dor&3</password>', 'Tr0ub4dor&3'],
    ['| password | Tr0ub4dor&3 |', 'Tr0ub4dor&3'],
    ['パスワードはSakura#2024です', 'Sakura#2024'],
    ['deploy --db-password hunter2x --force', 'hunter2x'],
    ["curl -s -u 'admin:Hunter2' https://example.org", 'Hunter2'],
    ['mysqldump -h db -u root -pHunter2 shop', 'Hunter2'],
    ['machine example.org login ann password Hunter2', 'Hunter2'],
    ['ann:$apr1$' + drawn(8) + '$' + drawn(22), '$apr1$' + drawn(8) + '$' + drawn(22)],
    ['https://a.example/b?sv=1&sig=' + drawn(43) + '%3D&se=2', 'sig=' + drawn(43) + '%3D'],
    ['{"auths": {"x": {"auth": "YW5uOlNlY3JldFB3"}}}', 'YW5uOlNlY3JldFB3'],
    ['Authorization: SSWS 00' + drawn(40), '00' + drawn(40)],
    ['my aws secret access key ' + drawn(40), drawn(40)],
    ['AAAA' + drawn(7) + ':APA91b' + drawn(134), 'AAAA' + drawn(7) + ':APA91b' + drawn(134)],
    ['postgres://app:p@ss/w0rd@db/shop', 'app:p@ss/w0rd'],
    ['postgres://app:p?ss@db', 'app:p?ss'],
    ['password: Summer2024(x', 'Summer2024'],
  ])('finds what is called a secret in %j', (text, secret) => {
    expect(secretsIn(text)).toEqual(secret === null ? [] : [secret]);
  });

  it.each([
    ['a UUID', 'request 3f2504e0-4f89-11d3-9a0c-0305e82c3301 failed'],
    ['a commit', 'see commit 9b74c9897bac770ffc029102a200c5de8a1e9c4f'],
    ['a SHA-256', `sha256:${drawn(64, HEX)}`],
    ['a lock file', `"integrity": "sha512-${drawn(86)}==", "resolved": "https://registry.example/a-1.0.0.tgz"`],
    ['minified code', 'function a(b){for(var c=0,d=b.length;c<d;c++)e[b[c].token]=b[c].password||null}'],
    ['a password that is not told', 'How do I reset my password? The password is too short.'],
    ['a name of a variable', 'password = os.environ["DB_PASSWORD"]; token: ${API_TOKEN}'],
    ['a call', 'token = lexer.next_token2() + parser.second_token3(a)'],
    ['a call for a password', 'password = vault.read_password2(a)'],
    ['a URL with a port and a query', 'see https://example.org:8080?to=@ann'],
    ['a share', 'pass: 10/12'],
    ['an option for a file', 'run --password-file /etc/secret1 --token $TOKEN1 --password <password1>'],
    ['a table', '| password | Address1 | Address2 |\n|---|---|---|\n| token | string |'],
    ['a page with a field', '<label for="p1">Password</label><password>your password</password>'],
    ['a URL with a port', 'see https://example.org:8080/@ann1 and https://example.org/@ann:b@c'],
    ['other commands', 'curl https://example.org:8080/x; mysql -P3306 -p; auth: enabled, "auth": "basicauth2"'],
    ['a mask', 'password: ********'],
    ['a place holder', 'api_key: "YOUR_API_KEY_GOES_HERE_1234"'],
    ['a question about tokens', 'How many tokens are 4096 characters, and is token authentication safe?'],
    ['a class of CSS', '.sk-fading-circle .sk-circle12:before { animation-delay: -0.1s }'],
    ['a link', 'https://example.org/a/very/long/path/with-many-words-and-4096-numbers?utm_source=newsletter'],
    ['an image in base64', `<img src="data:image/png;base64,${drawn(3_000)}">`],
    ['a lesson', 'The basic idea of a bearer token is that whoever bears it may use it.'],
  ])('finds none in %s', (_, text) => {
    expect(secretsIn(text)).toEqual([]);
  });

  it('takes the whole of a long value, and one whose quotes are escaped', () => {
    const long = drawn(2_000);
    expect(secretsIn(`api_key = ${long}`)).toEqual([long]);
    expect(secretsIn(JSON.stringify({ note: '"password": "Abc-1234-xyz"' }))).toEqual(['Abc-1234-xyz']);
  });

  it('never throws, and gives spans that lie in the text and apart', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...Object.values(TOKENS), 'password: ', '\ud800'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const text = parts.join('');
        let last = 0;
        for (const { start, end } of findSecrets(readText(text))) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it.each(Object.entries({ ...HOSTILE_TEXTS, 'tokens within a token': (length: number) => '-eyJ'.repeat(length / 4) }))(
    'takes no longer per character for a long text of %s',
    (_, textOf) => {
      expect(growth((text) => findSecrets(readText(text)), textOf, 16_384)).toBeLessThan(2.5);
    },
  );
});
