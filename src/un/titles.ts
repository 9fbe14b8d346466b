/** Forms of address before a name in English records, as the inside of a group; capitals are those of older records. */
const FORMS =
  '(?:Mr|MR|Mrs|MRS|Ms|MS|Miss|MISS|Dr|DR|Msgr|Prof)\\.?|Sir|Dame|Lord|Lady|Baron(?:ess)?|Count(?:ess)?|Earl|Sheikha?h?|' +
  '(?:Crown )?Prince(?:ss)?|King|Queen|Pope|Emir|(?:Vice-)?President|(?:Deputy )?Prime Minister|Chancellor|Minister|Ambassador|' +
  'Senator|Archbishop|Bishop|Cardinal|Monsignor|Father|Sister|Reverend|Imam|Rabbi|Judge|Justice|Professor|' +
  '(?:Lieutenant |Major |Brigadier )?General|Admiral|(?:Air )?Marshal|Brigadier|(?:Lieutenant )?Colonel|Major|Captain|' +
  'Commander|Commissioner|Sergeant|Chief|Tan Sri|Datuk|Dato';
const STYLES =
  '(?:His|Her|Their)\\s+(?:(?:Royal|Serene|Imperial)\\s+)?(?:Holiness|Majesty|Highness|Excellency|Eminence|Beatitude)';
export const TITLE = `(?:(?:${STYLES})\\s+)?(?:${FORMS})|${STYLES}`;

/** Small words within names, also before the first: "Mr. de Rivière". */
export const PARTICLE =
  '(?:de|da|do|dos|del|della|der|den|du|di|la|le|el|al|bin|bint|ibn|von|van|of|y|e|i|ould|mint|zu|ter)';
