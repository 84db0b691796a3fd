/** What the retries need of the world. */
export interface RetryOptions {
  /** Waits; the unit is milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Told before each wait. */
  readonly progress: (line: string) => void;
  readonly now: () => number;
}

/** The parts of the SDK's `RestError` that decide. */
export interface ArmError {
  readonly statusCode?: number;
  readonly code?: string;
  readonly message: string;
  readonly retryAfter?: { get(name: string): string | undefined };
}

interface Retry {
  readonly reason: string;
  readonly attempts: number;
  readonly milliseconds: number;
}

/** A new identity takes minutes until all of Azure knows it: ten attempts wait four. */
const REPLICATION_ATTEMPTS = 10;
const ATTEMPTS = 6;
const LONGEST_BACKOFF = 60_000;
/** Beyond this, whoever waits is better told. */
const LONGEST_RETRY_AFTER = 600_000;
const NETWORK =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ESOCKETTIMEDOUT|EPIPE|ENETUNREACH|EHOSTUNREACH|REQUEST_SEND_ERROR)$/;

/**
 * Calls again while that can help. The SDK's own retries are off, because they know neither `PrincipalNotFound` nor a 429 without
 * `Retry-After`, and because one place should say how long it waits.
 */
export async function retrying<T>(what: string, call: () => Promise<T>, options: RetryOptions): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const retry = retryOf(armError(error), attempt, options.now());
      if (!retry || attempt >= retry.attempts) throw error;
      const seconds = Math.ceil(retry.milliseconds / 1000);
      options.progress(`${what}: ${retry.reason}; attempt ${attempt} of ${retry.attempts}, the next in ${seconds} s`);
      await options.wait(retry.milliseconds);
    }
  }
}

/** Reads an error as far as it is one of ARM's. */
export function armError(error: unknown): ArmError {
  if (!(error instanceof Error)) return { message: String(error) };
  const { statusCode, code, response } = error as Error & {
    readonly statusCode?: number;
    readonly code?: string;
    readonly response?: { readonly headers?: { get(name: string): string | undefined } };
  };
  return { statusCode, code, message: error.message, retryAfter: response?.headers };
}

/** Whether the network, and not ARM, failed. */
export function isNetworkError(error: ArmError): boolean {
  return error.statusCode === undefined && NETWORK.test(error.code ?? '');
}

function retryOf(error: ArmError, attempt: number, now: number): Retry | undefined {
  const milliseconds = Math.min(1000 * 2 ** (attempt - 1), LONGEST_BACKOFF);
  const { statusCode = 0, code } = error;
  if (statusCode === 400 && code === 'PrincipalNotFound') {
    return {
      reason: 'Azure does not know the new identity everywhere yet',
      attempts: REPLICATION_ATTEMPTS,
      milliseconds,
    };
  }
  if (isNetworkError(error)) return { reason: `no connection (${code})`, attempts: ATTEMPTS, milliseconds };
  const passing = statusCode === 429 || statusCode === 408 || statusCode >= 500;
  if (!passing || statusCode === 501 || statusCode === 505) return undefined;
  const asked = retryAfter(error, now);
  if (asked !== undefined && asked > LONGEST_RETRY_AFTER) return undefined;
  const reason = statusCode === 429 ? 'too many requests' : `Azure answered ${statusCode}`;
  return { reason, attempts: ATTEMPTS, milliseconds: asked ?? milliseconds };
}

/** How long the server asks to wait, in milliseconds, by either of the headers that Azure uses. */
export function retryAfter({ retryAfter: headers }: ArmError, now: number): number | undefined {
  for (const name of ['retry-after-ms', 'x-ms-retry-after-ms']) {
    const value = headers?.get(name);
    if (value !== undefined && /^\d+$/.test(value)) return Number(value);
  }
  const value = headers?.get('retry-after');
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
