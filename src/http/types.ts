/** What is asked of the web, and every way in which it can answer. Misfortune is an outcome, never an exception. */

/** Decides the Accept header, the limits and whether robots.txt governs: only pages and documents are crawled. */
export type RequestKind = 'feed' | 'page' | 'document' | 'api';

export interface HttpRequest {
  url: string;
  kind: RequestKind;
  /** Extra headers; they are sent to the first origin only, never along a redirect to another. */
  headers?: Readonly<Record<string, string>>;
  /** Validators of the last answer: make this a conditional GET. */
  etag?: string | null;
  lastModified?: string | null;
  /** Cap in bytes, on the wire and after decompression. */
  maxBytes?: number;
  /** Deadline in milliseconds for everything: name, connection, redirects, body. */
  timeoutMs?: number;
  /** The host speaks only TLS without secure renegotiation (cn.yna.co.kr). */
  legacyTls?: boolean;
  /** The host answers 307 to itself until the cookie that it sets comes back (www.mofa.go.kr). */
  cookieGate?: boolean;
  /** Milliseconds between two requests to the host, where it wants more than the client's own pace. */
  minIntervalMs?: number;
  /** Mends the target of a redirect before it is followed (documents.un.org answers in upper case). */
  mapRedirect?: (target: URL) => URL;
}

export interface PostRequest {
  url: string;
  /** The serialised JSON body, as text: what is signed is what is sent. */
  json: string;
  headers?: Readonly<Record<string, string>>;
  maxBytes?: number;
  timeoutMs?: number;
  minIntervalMs?: number;
}

export type HttpHeaders = Readonly<Record<string, string>>;

export interface HttpOk {
  outcome: 'ok';
  status: number;
  finalUrl: string;
  /** The address to use from now on, where every redirect on the way was a permanent one; else null. */
  movedTo: string | null;
  /** Lower-case names; repeated fields are joined by ", ". */
  headers: HttpHeaders;
  bytes: Uint8Array;
  etag: string | null;
  lastModified: string | null;
  /** ISO instant in UTC at which the answer was complete. */
  fetchedAt: string;
}

export interface HttpNotModified {
  outcome: 'notModified';
  finalUrl: string;
  etag: string | null;
  lastModified: string | null;
  fetchedAt: string;
}

export interface HttpError {
  outcome: 'httpError';
  status: number;
  finalUrl: string;
  headers: HttpHeaders;
  /** The first bytes of the answer, at most 64 KiB. */
  bytes: Uint8Array;
  /** Milliseconds from now that the host asked us to stay away, or null. */
  retryAfterMs: number | null;
  /** The host put a bot check in the way; it is not to be evaded. */
  challenge: boolean;
}

export interface HttpRefused {
  outcome: 'refused';
  /** guard: the address may not be reached; robots: the site's rules close it; url: not an http(s) address. */
  reason: 'guard' | 'robots' | 'robots-unreachable' | 'url' | 'too-many-redirects';
  message: string;
}

export type HttpOutcome =
  | HttpOk
  | HttpNotModified
  | HttpError
  | HttpRefused
  | { outcome: 'networkError'; code: string; message: string }
  | { outcome: 'tooLarge'; limit: number }
  | { outcome: 'timeout'; timeoutMs: number }
  /** Nothing was sent: the host's pace asks to come again after `waitMs`. */
  | { outcome: 'paced'; waitMs: number };

export interface HttpClient {
  /** Fetches one address. Rejects only when `signal` aborts. */
  get(request: HttpRequest, signal?: AbortSignal): Promise<HttpOutcome>;
  /** Sends one JSON body; redirects are not followed. Rejects only when `signal` aborts. */
  post(request: PostRequest, signal?: AbortSignal): Promise<HttpOutcome>;
  /**
   * Milliseconds that the site's robots.txt asks for between two requests, 0 where it asks for none or is not to be had.
   * Fetches the robots.txt unless it is known.
   */
  crawlDelay(url: string): Promise<number>;
  /** Closes idle connections and ends running requests. */
  close(): Promise<void>;
}
