/** The channels that are one request to a service, by kind, and what `channels:` in subscribers.yaml may hold. */
import { z } from 'zod';
import { isMailAddress } from '../publish/address.ts';
import { appriseSettings, apprisePost } from './apprise.ts';
import { ntfyPost, ntfySettings } from './ntfy.ts';
import { addressFields, type Post } from './post.ts';
import { Secret, type Environment } from './secret.ts';
import { slackPost, slackSettings } from './slack.ts';
import { teamsPost, teamsSettings } from './teams.ts';
import { telegramPost, telegramSettings } from './telegram.ts';
import { webhookPost, webhookSettings } from './webhook.ts';

export const mailAddress = z
  .string()
  .refine(isMailAddress, 'must be exactly one plain mail address, such as "j.doe@example.org"');

const emailSettings = z.strictObject({ ...addressFields('email'), address: mailAddress });

/** One way to reach a subscriber. */
export const addressSchema = z.discriminatedUnion('kind', [
  emailSettings,
  slackSettings,
  teamsSettings,
  telegramSettings,
  ntfySettings,
  webhookSettings,
  appriseSettings,
]);

export type Address = z.output<typeof addressSchema>;
export type EmailAddress = z.output<typeof emailSettings>;
export type PostAddress = Exclude<Address, EmailAddress>;

/** What a delivery is kept under: the mail address, else a name, since other addresses are secrets. */
export function recipientOf(subscriberId: string, address: Address): string {
  return address.kind === 'email' ? address.address : `${subscriberId}/${address.name}`;
}

/** What is missing in the environment, or wrong there, for an address to be used; nothing of it is secret. */
export function problemsOf(address: Address, environment: Environment): string[] {
  return Object.entries(address).flatMap(([field, value]: [string, unknown]) =>
    [value].flat().flatMap((setting) => {
      const revealed = setting instanceof Secret ? setting.reveal(environment) : null;
      return revealed && 'problem' in revealed ? [`${field}: ${revealed.problem}`] : [];
    }),
  );
}

/** What the service of an address makes of messages. */
export function postTo(address: PostAddress): Post {
  switch (address.kind) {
    case 'slack':
      return slackPost(address);
    case 'teams':
      return teamsPost(address);
    case 'telegram':
      return telegramPost(address);
    case 'ntfy':
      return ntfyPost(address);
    case 'webhook':
      return webhookPost(address);
    case 'apprise':
      return apprisePost(address);
  }
}
