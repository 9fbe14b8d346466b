/** A mail as it was composed, before it has a recipient. */
export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
  attachments: { filename: string; contentType: string; content: string }[];
}

/** Gmail cuts a message's HTML at 102 KB and hides the rest behind a link; a little below, since relays add to it. */
export const MAX_HTML_BYTES = 100_000;
