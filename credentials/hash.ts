import type { HashFormat } from './controller';
import { errorCode, refuse } from './problem';

/** 2^10 rounds: the least that is still called safe. The edge pays for it with every single request. */
const BCRYPT_COST = 10;

/** bcrypt looks at this many bytes and ignores the rest. */
export const BCRYPT_LONGEST_PASSWORD = 72;

const PATTERNS: Readonly<Record<HashFormat, RegExp>> = {
  apr1: /^\$apr1\$[./0-9A-Za-z]{1,8}\$[./0-9A-Za-z]{22}$/,
  bcrypt: /^\$2[aby]\$\d\d\$[./0-9A-Za-z]{53}$/,
  sha1: /^\{SHA\}[+/0-9A-Za-z]{27}=$/,
};

/** The format of a hash; `undefined` for what no line of ours would hold. */
export function formatOf(hash: string): HashFormat | undefined {
  if (PATTERNS.apr1.test(hash)) return 'apr1';
  if (PATTERNS.bcrypt.test(hash)) return 'bcrypt';
  return PATTERNS.sha1.test(hash) ? 'sha1' : undefined;
}

/** The hash of a password, as it stands after `user:` in an htpasswd file. */
export async function hashPassword(password: string, format: HashFormat): Promise<string> {
  const htpasswd = await loadHtpasswd();
  switch (format) {
    case 'apr1':
      // The package hashes one byte per character: hand it the bytes of the UTF-8 that clients send.
      return htpasswd.encode({ args: [Buffer.from(password, 'utf8').toString('latin1')] });
    case 'bcrypt':
      // The package writes `$2a$`, a prefix that some readers tie to an old bug. `$2y$` is the same hash under the name htpasswd uses.
      return htpasswd.encode({ args: [password], bcrypt: true, cost: BCRYPT_COST }).replace(/^\$2a\$/, '$2y$');
    case 'sha1':
      return htpasswd.encode({ args: [password], sha: true });
  }
}

async function loadHtpasswd() {
  try {
    return (await import('htpasswd/src/utils.js')).default;
  } catch (error) {
    return refuse(
      `The htpasswd package, which hashes passwords, does not load (${errorCode(error)}). Install it: npm install htpasswd@2.4.6`,
    );
  }
}
