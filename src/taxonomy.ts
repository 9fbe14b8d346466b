/**
 * The five categories of "How China and Russia Facilitate North Korea's Human Rights Abuses" (Cha and Katz,
 * CSIS and George W. Bush Institute, September 2023) and the mention types Tumen keeps apart inside them.
 * Order is the order in which a digest shows them. In a category with `victims`, quotes, titles and names can give away
 * persons who are in danger: only readers whose role allows it see them.
 */
export const CATEGORIES = {
  sanctions_evasion: {
    title: 'Trade and sanctions evasion',
    victims: false,
    types: [
      'arms_transfer',
      'petroleum_transfer',
      'coal_mineral_export',
      'vessel_deception',
      'prohibited_procurement',
      'illicit_trade_finance',
    ],
  },
  forced_labor: {
    title: 'Workers abroad and forced labour',
    victims: false,
    types: ['overseas_workers', 'worker_visas', 'it_workers', 'forced_labor_goods'],
  },
  human_trafficking: { title: 'Human trafficking', victims: true, types: ['trafficking'] },
  forced_repatriation: {
    title: 'Detention and forced repatriation',
    victims: true,
    types: ['repatriation', 'detention', 'thwarted_defection'],
  },
  un_obstruction: {
    title: 'Obstruction at the United Nations',
    victims: false,
    types: ['sc_blocking', 'panel_termination', 'ngo_committee', 'unhcr_access', 'hrc_pressure'],
  },
} as const;

export type Category = keyof typeof CATEGORIES;
export type MentionType = (typeof CATEGORIES)[Category]['types'][number];

export const CATEGORY_IDS = Object.keys(CATEGORIES) as Category[]; // Object.keys forgets the literal keys
export const MENTION_TYPES: readonly MentionType[] = CATEGORY_IDS.flatMap((id) => [...CATEGORIES[id].types]);

const CATEGORY_OF = new Map<MentionType, Category>(
  CATEGORY_IDS.flatMap((id) => CATEGORIES[id].types.map((type): [MentionType, Category] => [type, id])),
);

/** The report category that a mention type belongs to. */
export function categoryOf(type: MentionType): Category {
  const category = CATEGORY_OF.get(type);
  if (!category) throw new Error(`unknown mention type "${type}"`);
  return category;
}

/** How the passage presents what it asserts; see keywords/README.md for the rules. */
export const STATUSES = ['confirmed', 'reported', 'alleged', 'denied', 'planned', 'urged'] as const;
export type Status = (typeof STATUSES)[number];

export const LANGUAGES = ['en', 'ko', 'ru', 'zh', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];
